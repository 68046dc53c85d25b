//! Are exactly the well-formed documents accepted, with values where they stand? roxmltree is the oracle.

#![expect(clippy::disallowed_methods, reason = "variables tell where the suites are")]

use std::path::{Path, PathBuf};

use scxml_diagnostic::{Diagnostics, FileId, fix, human};
use scxml_diagnostic::{Source, Sources};
use scxmlc::xml::{self, Element, Node};

const FILE: FileId = FileId(0);

fn parse(text: &str) -> (Option<Element>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let tree = xml::parse(FILE, text, &mut diagnostics);
    (tree, diagnostics)
}

fn shown(text: &str, diagnostics: &Diagnostics) -> String {
    let mut sources = Sources::default();
    sources.add(Source::new("test.scxml", text));
    human(diagnostics, &sources, false)
}

/// Ill-formed, each for one reason.
const REFUSED: &[&str] = &[
    "",
    "   ",
    "text",
    "<!-- only -->",
    "<a>",
    "<a><b></b>",
    "<a><b></a>",
    "<a></b>",
    "</a>",
    "<a/><b/>",
    "<a></a><b></b>",
    "<a/>text",
    "text<a/>",
    "<a/>&amp;",
    "<a/><![CDATA[x]]>",
    "<a b=\"<\"/>",
    "<a b=\"1\" b=\"2\"/>",
    "<a xmlns:p=\"u\" xmlns:q=\"u\" p:b=\"1\" q:b=\"2\"/>",
    "<a xmlns:p=\"u\" xmlns:p=\"v\"/>",
    "<p:a/>",
    "<a p:b=\"1\"/>",
    "<a><b xmlns:p=\"u\"/><p:c/></a>",
    "<a xmlns:xml=\"u\"/>",
    "<a xmlns:p=\"http://www.w3.org/XML/1998/namespace\"/>",
    "<a xmlns:p=\"http://www.w3.org/2000/xmlns/\"/>",
    "<a xmlns=\"http://www.w3.org/2000/xmlns/\"/>",
    "<xmlns:a/>",
    "<a>\u{1}</a>",
    "<a b=\"\u{b}\"/>",
    "<a>\u{fffe}</a>",
    "<a>&#0;</a>",
    "<a>&#x1F;</a>",
    "<a>&#99999999999;</a>",
    "<a b='&#0;'/>",
    "<a>&#;</a>",
    "<a>&#xg;</a>",
    "<a>& b</a>",
    "<a>&b</a>",
    "<a>&b;</a>",
    "<a b='&c;'/>",
    "<a b='x && y'/>",
    "<1a/>",
    "<a 1b='x'/>",
    "<a:b:c xmlns:a='u'/>",
    "<a:/>",
    "<-a/>",
    "< a/>",
    "<a b/>",
    "<a b=/>",
    "<a b=c/>",
    "<a b='c'd='e'/>",
    "<a b='c/>",
    "<a b='c' \"/>",
    "<a b=''c''/>",
    "<a",
    "<a b='c'",
    "<a b",
    "<a/",
    "<a></a",
    "<a></a b='c'>",
    "<a></ a>",
    "<a>]]></a>",
    "<a><!-- -- --></a>",
    "<a><!-- ---></a>",
    "<a><!-- </a>",
    "<a><!- x --></a>",
    "<a><![CDATA[x</a>",
    "<a><![cdata[x]]></a>",
    "<a><!ELEMENT b></a>",
    "<a><?p</a>",
    "<a><? p?></a>",
    "<a><?xml version='1.0'?></a>",
    " <?xml version='1.0'?><a/>",
    "<?xml version='1.0'?><?xml version='1.0'?><a/>",
    "<?xml encoding='UTF-8'?><a/>",
    "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>",
    "<?xml version=1.0?><a/>",
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
    "<!DOCTYPE a SYSTEM \"http://x/y.dtd\"><a/>",
    "<!doctype a><a/>",
];

/// Ill-formed by the letter of the Recommendations, though the oracle lets them pass: Namespaces in XML,
/// section 3, and XML 1.0, section 4.1.
const REFUSED_BY_THE_LETTER: &[&str] =
    &["<a xmlns:xmlns=\"u\"/>", "<a xmlns:p=\"\"/>", "<:a/>", "<a>&#xD800;</a>"];

/// Well-formed, each with something that a careless reader would trip over.
const ACCEPTED: &[&str] = &[
    "<a/>",
    "<a></a >",
    "\u{feff}<a/>",
    "<?xml version='1.0'?><a/>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?>\n<a/>",
    "<!-- x --><?p q?><a/><!-- y --><?p?>\n",
    "<a b='>' c=\"'\" d='\"'/>",
    "<a b = \"1\"\r\n\tc\n=\n'2' />",
    "<a b='&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;'/>",
    "<a b='x&#10;y\tz\r\nw\rv'/>",
    "<a>x &lt; y &amp;&amp; z > 1 ]] > ]> \r\n &#13;</a>",
    "<a>x<![CDATA[ <b> && ]] > ]]>y<!-- z - -> -->w<?p?>v</a>",
    "<a><![CDATA[]]></a>",
    "<a><!----></a>",
    "<a><!-- - -> <b> & --></a>",
    "<a><!-- \"' <![CDATA[ --></a>",
    "<p:a xmlns:p='u' p:b='1' b='2' xml:space='preserve'><p:c xmlns:p='v'/></p:a>",
    "<a xmlns='u'><b xmlns=''/></a>",
    "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
    "<été a.b-c·d='ü'>日本</été>",
    "<_/>",
    "<a><?xml-stylesheet href='x'?></a>",
];

#[test]
fn ill_formed_documents_are_refused() {
    let lax: Vec<_> =
        REFUSED.iter().filter(|text| roxmltree::Document::parse(text).is_ok()).collect();
    assert!(lax.is_empty(), "the oracle accepts {lax:?}");
    for text in REFUSED.iter().chain(REFUSED_BY_THE_LETTER) {
        let (tree, diagnostics) = parse(text);
        assert!(diagnostics.has_errors(), "{text:?} is accepted");
        assert!(
            tree.is_some() || diagnostics.has_unrepaired_errors(),
            "{text:?} is refused without a reason"
        );
        let rendered = shown(text, &diagnostics);
        assert!(rendered.contains("error["), "{rendered}");
    }
}

#[test]
fn well_formed_documents_are_the_oracle_s() {
    for text in ACCEPTED {
        agrees("a table", text);
    }
}

#[test]
fn one_fault_is_one_error() {
    let mut more = String::new();
    for text in REFUSED {
        let (_, diagnostics) = parse(text);
        if diagnostics.len() != 1 {
            more += &format!("{text:?}\n{}", shown(text, &diagnostics));
        }
    }
    assert!(more.is_empty(), "{more}");
}

#[test]
fn what_was_repaired_is_well_formed_after_the_suggestions() {
    for text in REFUSED {
        let (tree, diagnostics) = parse(text);
        if !diagnostics.has_unrepaired_errors() {
            assert!(tree.is_some());
            let fixed = fix(&diagnostics, FILE, text);
            assert_eq!(fixed.skipped, 0);
            agrees(text, &fixed.text);
        }
    }
}

/// Every document below the folders that these variables name must be read as roxmltree reads it.
#[test]
fn suites_are_the_oracle_s() {
    for variable in
        ["SCXML_W3C_SUITE", "SCXML_SEED_STRATEGIES", "SCXML_WORKLOADS", "SCXML_COMPOSER_SAMPLE"]
    {
        let Some(folder) = std::env::var_os(variable) else {
            println!("skipped: {variable} names no folder of SCXML documents");
            continue;
        };
        let mut documents = Vec::new();
        collect(Path::new(&folder), &mut documents);
        assert!(!documents.is_empty(), "{variable} names a folder without documents");
        for path in documents {
            let text = std::fs::read_to_string(&path).expect("a document of the suite is UTF-8");
            agrees(&path.display().to_string(), &text);
        }
    }
}

fn collect(folder: &Path, documents: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is readable")
        .map(|e| e.expect("and its entries").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, documents);
        } else if path.extension().is_some_and(|e| e == "scxml" || e == "txml") {
            documents.push(path);
        }
    }
}

/// The same verdict and, when it is good, the same tree with the same places.
#[track_caller]
fn agrees(name: &str, text: &str) {
    let (tree, diagnostics) = parse(text);
    match roxmltree::Document::parse(text) {
        Err(error) => assert!(diagnostics.has_errors(), "{name}: accepted, but {error}"),
        Ok(document) => {
            assert!(diagnostics.is_empty(), "{name}:\n{}", shown(text, &diagnostics));
            same(name, &tree.expect("no errors, so a tree"), document.root_element());
        }
    }
}

fn same(name: &str, mine: &Element, oracle: roxmltree::Node<'_, '_>) {
    let tag = oracle.tag_name();
    assert_eq!(
        (mine.local.as_str(), mine.namespace.as_str()),
        (tag.name(), tag.namespace().unwrap_or("")),
        "{name}"
    );
    assert_eq!(
        mine.whole_span.start as usize..mine.whole_span.end as usize,
        oracle.range(),
        "{name}: <{}>",
        mine.local
    );
    let attributes: Vec<_> = oracle.attributes().collect();
    assert_eq!(mine.attributes.len(), attributes.len(), "{name}: <{}>", mine.local);
    for (mine, oracle) in mine.attributes.iter().zip(attributes) {
        assert_eq!(
            (mine.local.as_str(), mine.namespace.as_str()),
            (oracle.name(), oracle.namespace().unwrap_or(""))
        );
        assert_eq!(mine.value.value, oracle.value(), "{name}: @{}", mine.local);
        assert_eq!(
            mine.value.span.start as usize..mine.value.span.end as usize,
            oracle.range_value(),
            "{name}"
        );
        assert_eq!(
            mine.name_span.start as usize..mine.name_span.end as usize,
            oracle.range_qname(),
            "{name}"
        );
    }
    let texts = joined(oracle);
    let mut texts = texts.iter();
    let mut elements = oracle.children().filter(roxmltree::Node::is_element);
    for child in &mine.children {
        match child {
            Node::Element(element) => {
                same(name, element, elements.next().expect("as many elements"))
            }
            Node::Text(text) => {
                assert_eq!(Some(&text.value), texts.next(), "{name}: text in <{}>", mine.local)
            }
        }
    }
    assert!(
        elements.next().is_none() && texts.next().is_none(),
        "{name}: something is missing in <{}>",
        mine.local
    );
}

/// The texts of an element, joined across comments and processing instructions, which roxmltree does not do.
fn joined(parent: roxmltree::Node<'_, '_>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut open = false;
    for child in parent.children() {
        if child.is_element() {
            open = false;
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            if !open {
                texts.push(String::new());
            }
            open = true;
            texts.last_mut().expect("one is open").push_str(text);
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}
