//! Which slots are typed, in charts small enough to see why?

use crate::load::MemoryLoader;
use crate::{Options, Stage, compile};

/// What the plan says of the slots of a chart with these children of `<scxml>`.
#[track_caller]
fn slots(attributes: &str, inside: &str) -> Vec<String> {
    lines("slot ", attributes, inside)
}

/// What stands behind the prefix in the lines of the plan that begin with it.
#[track_caller]
fn lines(prefix: &str, attributes: &str, inside: &str) -> Vec<String> {
    let text = format!(
        "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' {attributes}>{inside}</scxml>"
    );
    let mut loader = MemoryLoader::new([("chart.scxml", text)]);
    let options = Options { stage: Stage::Plan, ..Options::default() };
    let compiled = compile("chart.scxml", &mut loader, &options);
    let plan = compiled.text.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
    let told = plan.lines().filter_map(|line| line.strip_prefix(prefix));
    told.map(|line| line.split(" (").next().unwrap_or(line).to_owned()).collect()
}

fn data(ids: &str) -> String {
    ids.split(';')
        .map(|item| match item.split_once('=') {
            Some((id, expr)) => format!("<data id=\"{id}\" expr=\"{expr}\"/>"),
            None => format!("<data id=\"{item}\"/>"),
        })
        .collect()
}

/// The slots of a chart with these data, and a state that runs the script.
#[track_caller]
fn with_script(ids: &str, script: &str) -> Vec<String> {
    let data = data(ids);
    slots(
        "",
        &format!(
            "<datamodel>{data}</datamodel><state><onentry><script>{script}</script></onentry></state>"
        ),
    )
}

#[test]
fn a_slot_has_the_type_that_all_its_writers_give() {
    for (ids, script, expected) in [
        ("n=0;s='a'", "n = n + 1; s = s + n", ["n: number", "s: string"]),
        ("n=0;b=true", "n++; b = n &gt; 1 || b", ["n: number", "b: boolean"]),
        ("n=0;s='a'", "n = s.length; s = typeof n", ["n: number", "s: string"]),
        ("s='a';t='b'", "s = _event.name; t = _event.sendid", ["s: string", "t: any"]),
        ("n=0;m=1", "n = m; m = n * 2 - m % 3 | 0", ["n: number", "m: number"]),
        ("n=0;m=1", "n = m; m = n; m = 'a'", ["n: any", "m: any"]),
        ("n=0;m=1", "n = m ? m : 'a'; m += n", ["n: any", "m: any"]),
        ("n=0;m", "n = -m", ["n: number", "m: any"]),
        ("n=0;m=[]", "n = m[0]; m.push(n)", ["n: any", "m: any"]),
        ("n=0;m=1", "function f() { n = 'a' } f()", ["n: any", "m: number"]),
        ("n=0;m=1", "for (n in {}) { m = n }", ["n: any", "m: any"]),
    ] {
        let found = with_script(ids, script);
        assert_eq!(found[..2], expected, "{script}");
    }
}

#[test]
fn what_can_be_seen_before_its_first_value_is_untyped() {
    for (ids, expected) in [
        ("a=1;b=a + 1", ["a: number", "b: number"]),
        ("a=b;b=1", ["a: any", "b: any"]),
        ("a=typeof b;b=1", ["a: string", "b: any"]),
        ("a=1;b=f()", ["a: number", "b: any"]),
        ("a=f();b=1", ["a: any", "b: any"]),
        ("a=1;b=a.x", ["a: number", "b: any"]),
        ("a={[f()]: 1};b=1", ["a: any", "b: any"]),
    ] {
        let found = with_script(ids, "function f() { return b }");
        assert_eq!(found[..2], expected, "{ids}");
    }
    let late = slots(
        "binding='late'",
        "<datamodel><data id='n' expr='1'/></datamodel><state><datamodel><data id='m' expr='1'/></datamodel></state>",
    );
    assert_eq!(late, ["n: number", "m: any"]);
}

#[test]
fn variables_of_scripts_are_typed_when_nothing_sees_them_undefined() {
    for (script, expected) in [
        (
            "var n = 0; var s = 'a'; n = n + 1",
            ["n: number, not always bound", "s: string, not always bound"],
        ),
        ("var n = s; var s = 'a'", ["n: any, not always bound", "s: any, not always bound"]),
        (
            "var n; var s = 'a'; n = 1",
            ["n: number, not always bound", "s: string, not always bound"],
        ),
        (
            "f(); var n = 0, s = ''; function f() {}",
            ["n: any, not always bound", "s: any, not always bound"],
        ),
        (
            "if (_event) var n = 1; var s = ''",
            ["n: any, not always bound", "s: any, not always bound"],
        ),
    ] {
        let found = with_script("d", script);
        let found: Vec<_> = found.into_iter().filter(|slot| slot.starts_with(['n', 's'])).collect();
        assert_eq!(found, expected, "{script}");
    }
}

#[test]
fn what_writes_without_a_name_makes_slots_untyped() {
    for (script, expected) in [
        ("delete this.n", "n: any, not always bound"),
        ("var g = this; g.n = 'a'", "n: any, not always bound"),
        ("this['n'] = 'a'", "n: any, not always bound"),
        ("function F() { this.x = 1 } new F()", "n: number"),
        ("function F() { this.n = 'a' } F()", "n: any, not always bound"),
        ("String(this)", "n: number"),
        ("for (var k in this) {}", "n: number"),
    ] {
        let found = with_script("n=0", script);
        assert_eq!(found[0], expected, "{script}");
    }
    let ors = slots(
        "profile='ecmascript'",
        "<datamodel><data id='n' expr='0'/></datamodel><script>var v = 0, w = ''; w = _event.name; _data.other = v + 1; function f(k) { _data[k] = '' } f('v')</script><state/>",
    );
    assert_eq!(ors[0], "n: any, not always bound");
    assert_eq!(ors[1], "other: any, not always bound");
    assert!(ors.contains(&"v: number, not always bound".to_owned()), "{ors:?}");
    assert!(ors.contains(&"w: any, not always bound".to_owned()), "{ors:?}");
}

#[test]
fn elements_write_too() {
    let chart = "<datamodel><data id='list' expr='[1]'/><data id='item' expr='0'/><data id='place' expr='0'/>
          <data id='id' expr='0'/><data id='text' expr='0'/><data id='kept' expr='0'/></datamodel>
        <state><onentry><foreach array='list' item='item' index='place'/><send event='e' idlocation='id'/>
          <assign location='text'>some words</assign><assign location='kept' expr='kept + 1'/></onentry></state>";
    let expected =
        ["list: any", "item: any", "place: number", "id: any", "text: any", "kept: number"];
    assert_eq!(slots("", chart), expected);
}

/// The functions of a chart with this script that are called directly.
#[track_caller]
fn functions(script: &str) -> Vec<String> {
    let data = data("n=0;s='a'");
    lines(
        "function ",
        "",
        &format!("<datamodel>{data}</datamodel><script>{script}</script><state/>"),
    )
}

#[test]
fn a_function_that_is_only_called_has_the_types_of_its_calls() {
    for (script, expected) in [
        ("function f(a, b) { return a + b } n = f(1, 2)", &["f(number, number): number"][..]),
        ("function f(a, b) { return a + b } n = f(1, 2); n = f('', 2)", &["f(any, number): any"]),
        ("function f(a, b) { return a + b } n = f(1)", &["f(number, any): any"]),
        ("function f(a) { return a > 1 } f(n)", &["f(number): boolean"]),
        ("function f(a) { if (a) return 1 } f(true)", &["f(boolean): any"]),
        ("function f(a) { if (a) return 1; else return 2 } f(s)", &["f(string): number"]),
        ("function f(a) { throw a } f(1)", &["f(number): any"]),
        (
            "function f(a) { return g(a - 1) } function g(a) { return a &lt; 0 ? a : f(a) } f(1)",
            &["f(number): number", "g(number): number"],
        ),
        ("function f(a) { a = 'x'; return 1 } f(1)", &["f(any): number"]),
        ("function f(a) { return function () { return a } } f(1)", &["f(any): any"]),
        ("function f() { function g() { return f } g(); return 1 } f()", &[]),
        ("function f() { return 1 } n = f", &[]),
        ("function f() { return 1 } f(f)", &[]),
        ("function f() { return 1 } n = typeof f", &[]),
        ("function f() { return 1 } new f()", &[]),
        ("function f() { return 1 } f = 2; f()", &[]),
        ("function f() { return 1 } function f() { return 2 } n = f()", &["f(): number"]),
        ("function f() { return this } f()", &[]),
        ("function f() { return arguments } f()", &[]),
        ("function f(a = 1) { return a } f()", &[]),
        ("function f(a) { return a } f(...[1])", &[]),
        ("function f() { return 1 } f(); this.f()", &[]),
        ("function f() { return 1 } f(); this.g = 1", &["f(): number"]),
        ("function f() { return 1 } f(); n = this[s]", &[]),
    ] {
        assert_eq!(functions(script), expected, "{script}");
    }
}

#[test]
fn a_var_has_a_type_where_nothing_can_see_it_undefined() {
    for (body, gives) in [
        ("if (a) { var x = 1; return x } return 2", "number"),
        ("if (a) { var x = 1 } else { x = 2 } return x", "number"),
        ("if (a) { var x = 1 } else { return 2 } return x", "number"),
        ("if (a) { var x = 1 } else throw a; return x", "number"),
        ("if (a) { var x = 1 } return x", "any"),
        ("if (a) { x = 1 } var x; return x", "any"),
        ("var x; x = 1; return x", "number"),
        ("var x; x++; return x", "any"),
        ("var x; x += 1; return x", "any"),
        ("var x, y = x = 1; return x + y", "number"),
        ("var y = a &amp;&amp; (x = 1), x; return x", "any"),
        ("var y = a ? x = 1 : x = 2, x; return x", "number"),
        ("var x; a.b?.(x = 1); return x", "any"),
        ("var x; x ||= 1; return x", "any"),
        ("var o = [], x; o[x] = x = 1; return x", "any"),
        ("var o = [], x; o[x = 1] = x; return x", "number"),
        ("var x; a[x](x = 1); return x", "any"),
        ("var x; a[x = 1](x); return x", "number"),
        ("for (var i = 0, n = 0; i &lt; a; i++) { var k = i * 2; n += k } return n + i", "number"),
        ("for (var i = 0; i &lt; a; i++) { var k = i } return k", "any"),
        (
            "for (var i = 0; i &lt; a; i++) { if (i) { k = 1; continue } var k = 2 } return i",
            "number",
        ),
        ("for (var i = 0; i &lt; a; i += k) { if (i) continue; var k = 2 } return k", "any"),
        ("while (x = a--) { } var x; return x", "number"),
        ("do { var x = 1 } while (x &lt; a); return x", "number"),
        ("do { if (a) break; var x = 1 } while (a--); return x", "any"),
        ("do { if (a--) continue; var x = 1 } while (x); return 1 + x", "any"),
        ("for (var k in [1]) { var x = 1 } return x", "any"),
        ("switch (a) { case 1: var x = 1; return x; default: return 2 }", "number"),
        ("switch (a) { case 1: var x = 1; default: return x }", "any"),
        ("try { var x = 1 } catch (e) { } return x", "any"),
        ("try { var x = 1 } catch (e) { return x } return 1", "any"),
        ("try { a() } finally { var x = 1 } return x", "number"),
        ("try { var x = 1; return x } catch (e) { return 2 }", "number"),
        ("b: { if (a) break b; var x = 1; return x } return 2", "number"),
        ("b: { if (a) break b; var x = 1 } return x", "any"),
        ("if (a) { var x = 1; x = 'a' } else x = 2; return x", "any"),
        ("if (a) { var x = a > 1; return x } return true", "boolean"),
    ] {
        let script = format!("function f(a) {{ {body} }} f(1)");
        let found = functions(&script);
        let found = found[0].split_once(": ").map(|(_, gives)| gives);
        assert_eq!(found, Some(gives), "{body}");
    }
}

#[test]
fn a_function_is_there_when_its_script_is_the_first_code_that_runs() {
    let two = |first: &str, second: &str| {
        let scripts = format!("<script>{first}</script><script>{second}</script><state/>");
        lines("function ", "", &scripts)
    };
    let f = "function f() { return 1 } f()";
    assert_eq!(two(f, "f()"), ["f(): number"]);
    assert_eq!(two("1", f), ["f(): number, not always there"]);
    assert!(two(f, f).is_empty(), "it is made twice");
}

#[test]
fn the_plan_says_what_keeps_a_name_from_having_a_type() {
    let chart = "
        <datamodel><data id='a' expr='0'/><data id='b' expr='0'/>
          <data id='c'/>
          <data id='d' expr='0'/></datamodel>
        <script>
          function f() { return 1 }
          function g() { return 1 }
        </script>
        <state><onentry><assign location='a' expr=\"'x'\"/><script>
          b = _event.data;
          f.x = g();
          delete this.d;
        </script></onentry></state>";
    let text =
        format!("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>{chart}</scxml>");
    let mut loader = MemoryLoader::new([("chart.scxml", text)]);
    let options = Options { stage: Stage::Plan, ..Options::default() };
    let plan = compile("chart.scxml", &mut loader, &options).text.expect("the chart is correct");
    let types: Vec<&str> =
        plan.lines().filter(|l| l.starts_with("slot ") || l.starts_with("function ")).collect();
    let expected = [
        "slot a: any (line 9: a string is put there, and a number elsewhere)",
        "slot b: any (line 10: what is put there can be of any type)",
        "slot c: any (line 3: something can see it before it has a value)",
        "slot d: any, not always bound (line 12: it may be removed, or bound as a member of an object)",
        "slot f: any, not always bound (line 11: this function is not only called)",
        "function g(): number",
    ];
    assert_eq!(types, expected);
}
