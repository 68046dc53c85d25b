//! scratch
use scxml_diagnostic::*;
use scxmlc::load::*;
struct Disk;
impl Loader for Disk {
    fn load(&mut self, base: &str, href: &str) -> Result<Loaded, LoadError> {
        let name = join(base, href);
        std::fs::read(&name)
            .map(|bytes| Loaded { name: name.clone(), bytes })
            .map_err(|e| LoadError { message: format!("{name}: {e}") })
    }
}
fn go() {
    let files = std::env::var("FILES").unwrap();
    let (mut ok, mut bad) = (0, 0);
    for f in files.split_whitespace() {
        let mut sources = Sources::default();
        let mut d = Diagnostics::default();
        let file = add(Disk.load("", f).unwrap(), &mut sources, &mut d).unwrap();
        let text = sources.get(file).unwrap().text().clone();
        let t0 = std::time::Instant::now();
        let root = scxmlc::xml::parse(file, &text, &mut d);
        let t1 = t0.elapsed();
        if let Some(root) = &root {
            let mut ast = scxmlc::parse::parse(root, &sources, &mut d);
            scxmlc::link::link(&mut ast, &mut Disk, &mut sources, &mut d);
            let t2 = t0.elapsed();
            let chart = scxmlc::analyze::analyze(&ast, &sources, &mut d);
            if std::env::var("TIME").is_ok() {
                println!("{f} xml {t1:?} parse {:?} analyze {:?}", t2 - t1, t0.elapsed() - t2);
            }
            if std::env::var("SHOW").is_ok() {
                println!("{chart:#?}");
            }
        }
        if d.has_errors() {
            bad += 1
        } else {
            ok += 1
        }
        let quiet = std::env::var("QUIET").is_ok();
        d.sort();
        for one in d.iter() {
            if !quiet || one.severity == Severity::Error {
                println!("{}", human_one(one, &sources, false));
            }
        }
    }
    println!("ok {ok} bad {bad}");
}
#[test]
fn run() {
    std::thread::Builder::new().stack_size(64 << 20).spawn(go).unwrap().join().unwrap();
}
