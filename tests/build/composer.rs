//! The applications that are made of several documents, compiled.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The start document of each application.
const APPLICATIONS: [(&str, &str); 2] =
    [("mini", "mini/src-gen/IPD_mini_line.scxml"), ("bank", "bank/src-gen/IPD_bank_main.scxml")];

/// Writes `composer.rs`: a list of the applications, which is empty when `SCXML_COMPOSER_SAMPLES` names no folder.
pub(crate) fn write(samples: Option<PathBuf>, out: &Path) {
    let (mut modules, mut list) = (String::new(), String::new());
    for (name, start) in
        samples.iter().flat_map(|folder| APPLICATIONS.map(|(n, s)| (n, folder.join(s))))
    {
        let (file, module) = super::write_machine("composer", &start, out);
        let _ = writeln!(modules, "mod {name}_machine {{ include!({file:?}); }}");
        let _ = writeln!(list, "    ({name:?}, &{name}_machine::{module}::PROGRAM),");
    }
    let list = format!("static APPLICATIONS: &[(&str, &scxml_runtime::Program)] = &[\n{list}];\n");
    fs::write(out.join("composer.rs"), modules + &list).expect("OUT_DIR can be written");
}
