//! Is each slip with an obvious repair reported once, where it is, with the edit that mends it?

use scxml_diagnostic::{Diagnostics, FileId, Source, Sources, fix};
use scxmlc::xml;

const FILE: FileId = FileId(0);

/// Line, column and code.
type Slip = (usize, usize, &'static str);

/// Parses, applies the suggestions, and checks that the mended text is well-formed and means the same.
#[track_caller]
fn mended(name: &str, text: &str) -> (Vec<Slip>, String) {
    let mut diagnostics = Diagnostics::default();
    let tree = xml::parse(FILE, text, &mut diagnostics);
    assert!(!diagnostics.has_unrepaired_errors(), "{name}: {diagnostics:?}");
    let mut sources = Sources::default();
    let file = sources.add(Source::new(name, text));
    let found = diagnostics
        .iter()
        .map(|d| {
            let (line, column) = sources
                .get(file)
                .expect("just added")
                .line_column(d.span.expect("it has one").start);
            (line, column, d.code)
        })
        .collect();
    let fixed = fix(&diagnostics, FILE, text);
    assert_eq!(fixed.skipped, 0, "{name}");
    let document = roxmltree::Document::parse(&fixed.text)
        .unwrap_or_else(|e| panic!("{name}: {e}\n{}", fixed.text));
    let tree = tree.unwrap_or_else(|| panic!("{name}: no tree"));
    let mut mine: Vec<&str> = Vec::new();
    values(&tree, &mut mine);
    let oracle: Vec<&str> = document
        .descendants()
        .flat_map(|n| n.attributes().map(|a| a.value()).collect::<Vec<_>>())
        .collect();
    assert_eq!(mine, oracle, "{name}");
    (found, fixed.text)
}

fn values<'a>(element: &'a xml::Element, all: &mut Vec<&'a str>) {
    all.extend(element.attributes.iter().map(|a| a.value.value.as_str()));
    element.elements().for_each(|child| values(child, all));
}

#[test]
fn each_slip_has_its_repair() {
    for (text, column, code, expected) in [
        ("<a b='x & y'/>", 9, "bare-ampersand", "<a b='x &amp; y'/>"),
        ("<a b='x && y'/>", 9, "bare-ampersand", "<a b='x &amp;&amp; y'/>"),
        ("<a b='x &&y; z'/>", 9, "bare-ampersand", "<a b='x &amp;&amp;y; z'/>"),
        ("<a b='x &&amp; y'/>", 9, "bare-ampersand", "<a b='x &amp;&amp; y'/>"),
        ("<a>if (x && y)</a>", 10, "bare-ampersand", "<a>if (x &amp;&amp; y)</a>"),
        ("<a>&#x;</a>", 4, "bare-ampersand", "<a>&amp;#x;</a>"),
        ("<a>if (x < y)</a>", 10, "bare-less-than", "<a>if (x &lt; y)</a>"),
        ("<a>i<n; i<=n</a>", 5, "bare-less-than", "<a>i&lt;n; i&lt;=n</a>"),
        ("<a>x[y[0]]>1</a>", 9, "bare-cdata-end", "<a>x[y[0]]&gt;1</a>"),
        ("<a b='x < y' c='z'/>", 9, "bare-less-than", "<a b='x &lt; y' c='z'/>"),
        ("<a b=\"\"'60'\"/>", 6, "doubled-quote", "<a b=\"'60'\"/>"),
        ("<a b=\"\"'60'\" c='d'>x</a>", 6, "doubled-quote", "<a b=\"'60'\" c='d'>x</a>"),
        ("<a b=\"\"60\"\"/>", 6, "doubled-quote", "<a b=\"60\"/>"),
        ("<a b=\"'60'\"\"/>", 11, "doubled-quote", "<a b=\"'60'\"/>"),
        ("<a b=\\\n\"c\"/>", 6, "stray-backslash", "<a b=\n\"c\"/>"),
        ("<a b=c d=http://x/y?z/>", 6, "unquoted-value", "<a b=\"c\" d=\"http://x/y?z\"/>"),
        ("<a b='c'd='e'/>", 9, "missing-space", "<a b='c' d='e'/>"),
        ("<a b=''c='e'/>", 8, "missing-space", "<a b='' c='e'/>"),
        ("<a><!-- x - -><b/></a>", 11, "broken-comment-end", "<a><!-- x --><b/></a>"),
        (
            "<a><!-- x - -><b/><!-- y --></a>",
            11,
            "broken-comment-end",
            "<a><!-- x --><b/><!-- y --></a>",
        ),
        ("<a><!-- x -- y --></a>", 11, "double-hyphen", "<a><!-- x - - y --></a>"),
        ("<a><!----- x -----></a>", 8, "double-hyphen", "<a><!--- - - x - - - --></a>"),
        ("\n<?xml version='1.0'?><a/>", 1, "misplaced-declaration", "<?xml version='1.0'?><a/>"),
    ] {
        let (found, fixed) = mended(text, text);
        assert_eq!((found[0].1, found[0].2), (column, code), "{text:?}");
        assert_eq!(fixed, expected, "{text:?}");
        let once = found.iter().all(|(_, _, c)| c == &code) && found.len() <= 2;
        assert!(once, "{text:?} {found:?}");
    }
}

/// What could be read in two ways is not repaired, and the error stands where the author has to look.
#[test]
fn what_is_no_slip_is_not_guessed_at() {
    for (text, line, column, words) in [
        (
            "<a>\n<b c='d/>\n<b c='e'/>\n</a>",
            2,
            6,
            "the value of `c` has no closing quotation mark",
        ),
        ("<a>\n<b c='d e='f'/>\n</a>", 2, 6, "the value of `c` has no closing quotation mark"),
        ("<a>\n<b c='d'\n</a>", 2, 1, "the tag `<b` is not closed by `>`"),
        ("<a b='c'd/>", 1, 9, "unexpected `d` in a tag"),
        ("<a b='c' \"/>", 1, 10, "a quotation mark"),
        ("<a>\n<!-- b <c/>\n<!-- d -->\n</a>", 3, 3, "must not contain `--`"),
        ("<a>\n<!-- b\n</a>", 2, 1, "this comment is not closed"),
        ("<a>\n</b>\n</a>", 2, 1, "`</b>` ends no element: `<a>` is open"),
        ("<a>\n<b>\n</a>", 2, 2, "`<b>` has no end tag"),
        ("<a>&nbsp;</a>", 1, 4, "XML defines no entity `&nbsp;`"),
        (
            "<!DOCTYPE a [<!ENTITY b '&c;&c;'>]><a>&b;</a>",
            1,
            1,
            "document type declarations are refused",
        ),
    ] {
        let mut diagnostics = Diagnostics::default();
        xml::parse(FILE, text, &mut diagnostics);
        assert!(diagnostics.has_unrepaired_errors(), "{text:?}");
        let first = diagnostics.iter().next().expect("there is an error");
        let place = Source::new("", text).line_column(first.span.expect("it has one").start);
        assert!(first.message.contains(words), "{text:?}: {}", first.message);
        assert_eq!(place, (line, column), "{text:?}");
    }
}
