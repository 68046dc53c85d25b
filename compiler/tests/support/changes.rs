//! What can be changed in a text that happens to be a document?

use crate::random::{Random, boundary};

/// Pieces that matter to the markup.
const MARKUP: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "=",
    "/",
    "\\",
    "--",
    "- ->",
    "-->",
    "<!--",
    "]]>",
    "<![CDATA[",
    "</",
    "/>",
    "\n",
    "&amp;",
    "&lt;",
    "&#65;",
    "&b;",
    "\"\"",
    "x",
    ":",
    "é",
    "😀",
    "\u{0}",
    "\u{feff}",
    "<state>",
    "<state id=\"a\">",
    "</state>",
    "<final/>",
    "<transition/>",
    "<parallel>",
    "<history/>",
    "<initial/>",
    "<script>",
    "</script>",
    "<data id=\"a\"/>",
    "<onentry>",
    "</onentry>",
    " id=\"a\"",
    " cond=\"a\"",
    " target=\"a\"",
    " event=\"*\"",
    " expr=\"\"",
    " initial=\"a\"",
];

/// Pieces that matter to ECMAScript, as they stand in a value.
const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ";",
    ",",
    ".",
    "..",
    "*",
    "+",
    "- ",
    "1",
    "1e9",
    "0x",
    "function(){",
    "new ",
    "var x",
    "if (",
    "_event",
    "_data.",
    "In('a')",
    "In(",
    "`${",
    "...",
    "=&gt;",
    "/*",
    "//",
    "/",
    "?",
    ":",
    "'a",
    "'",
    "''",
    "\\u",
    "\\",
    "&lt;",
    "&amp;&amp;",
    "=",
    "==",
    "===",
    "typeof ",
    "delete ",
    "void ",
    "this",
    "arguments",
    "return ",
    "undefined",
    "null",
    "++",
    "é",
    "😀",
    "\n",
    "x",
    "a b",
    "a.b",
    "#",
    "@",
    "10s",
    "-1",
    "true",
    "while(1)",
    "switch(x){case 1:",
    "try{",
    "}catch(e){}",
    "with(x)",
    "get x(){return 1}",
    "for(var i in x)",
    "in ",
    " instanceof ",
    "eval('1')",
    "Function('x')",
    "Math.max",
    "new Date()",
    "'a'.replace(/a/g,'b')",
    "[1,2,3].map(function(x){return x})",
    "let x = ",
    "const [a, {b = 1, ...c}] = x;",
    "(a, b = a, ...c) => {",
    "`${",
    "?.",
    " ??= ",
    "...x",
    "for (let i of x) f = () => i;",
    "class A extends B { constructor() { super(); } static x = 1;",
    "super.x",
    "{ function f() { return this } }",
    "eval('(' + x + ')')",
    "eval('App_' + x)",
    "label: x",
    "{a, [b]: c, __proto__: d, get e() {",
    "if (!String.prototype.trim) {",
];

/// Changes what stands in values, or which attributes there are: most of the time the document stays XML.
pub(crate) fn change_values(text: &mut String, random: &mut Random, documents: &[String]) {
    let all = attributes(text);
    let token = TOKENS[random.below(TOKENS.len())];
    if all.is_empty() {
        return;
    }
    let (start, end) = all[random.below(all.len())];
    let value = start + text[start..end].find('"').map_or(0, |quote| quote + 1);
    let at = boundary(text, value + random.below(end - value));
    let to = boundary(text, (at + 1 + random.below(6)).min(end - 1)).max(at);
    match random.below(8) {
        0 | 1 => text.insert_str(at, token),
        2 => text.replace_range(at..to, token),
        3 => text.replace_range(at..to, ""),
        4 => replace_attribute(text, random, ""),
        5 | 6 => {
            let other = &documents[random.below(documents.len())];
            let wanted = attributes(other);
            if let Some((start, end)) = wanted.get(random.below(wanted.len())) {
                replace_attribute(text, random, &other[*start..*end]);
            }
        }
        _ => {
            let lines: Vec<&str> = text.lines().collect();
            let whole: Vec<&&str> = lines
                .iter()
                .filter(|line| line.trim().starts_with('<') && line.ends_with("/>"))
                .collect();
            let Some(line) = whole.get(random.below(whole.len())) else { return };
            let other = whole[random.below(whole.len())];
            *text = text.replacen(**line, &format!("{line}\n{other}"), 1);
        }
    }
}

/// Changes any part of the text: most of the time the document is no longer XML.
pub(crate) fn change(text: &mut String, random: &mut Random, documents: &[String]) {
    let at = boundary(text, random.below(text.len() + 1));
    let end = boundary(text, (at + 1 + random.below(12)).min(text.len()));
    let piece = MARKUP[random.below(MARKUP.len())];
    match random.below(9) {
        0 | 1 => text.insert_str(at, piece),
        2 => text.replace_range(at..end, ""),
        3 => text.replace_range(at..end, piece),
        4 => {
            let copy = text[at..end].to_owned();
            text.insert_str(at, &copy);
        }
        5 => replace_attribute(text, random, ""),
        6 => {
            let other = &documents[random.below(documents.len())];
            let wanted = attributes(other);
            if !wanted.is_empty() {
                let (start, end) = wanted[random.below(wanted.len())];
                replace_attribute(text, random, &other[start..end]);
            }
        }
        7 => move_line(text, random),
        _ => {
            let far = boundary(text, (at + random.below(400)).min(text.len()));
            let copy = text[at..far].to_owned();
            if random.below(2) == 0 {
                text.replace_range(at..far, "");
            } else {
                text.insert_str(boundary(text, random.below(text.len() + 1)), &copy);
            }
        }
    }
}

/// Where ` name="value"` stands.
fn attributes(text: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (equals, _) in text.match_indices("=\"") {
        let start = text[..equals].rfind(char::is_whitespace);
        let end = text[equals + 2..].find('"').map(|length| equals + 3 + length);
        all.extend(start.zip(end));
    }
    all
}

fn replace_attribute(text: &mut String, random: &mut Random, by: &str) {
    let all = attributes(text);
    if !all.is_empty() {
        let (start, end) = all[random.below(all.len())];
        text.replace_range(start..end, by);
    }
}

fn move_line(text: &mut String, random: &mut Random) {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return;
    }
    let line = lines.remove(random.below(lines.len()));
    lines.insert(random.below(lines.len() + 1), line);
    *text = lines.join("\n");
}
