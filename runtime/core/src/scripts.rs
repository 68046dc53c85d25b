//! Do values behave as scripts expect, where node has no say or one call is not enough?

use scxml_schema::{builtins, names};

use crate::border::{from_data, to_data};
use crate::functions::{
    Completion, argument, call, call_method, construct, env, env_get, env_set, function,
};
use crate::key::Key;
use crate::literals::{array, define_getter, object};
use crate::operators::{add, typeof_};
use crate::program::Function;
use crate::properties::{delete_index, get, get_index, set, set_index};
use crate::regexps::{Regexp, regexp};
use crate::testing::{program, run, run_in, shown, value};
use crate::value::{Env, R};
use crate::{Cx, Data, ModelUpdate, Program, Value, scope};

fn atom(name: &str) -> u32 {
    names::find(name).expect("a well-known name")
}

fn text(name: &str, cx: &mut Cx<'_>) -> Value {
    cx.machine.realm.string(name)
}

/// `uneval(value)`, the way that SpiderMonkey's documentation and sources have it.
#[test]
fn uneval_prints_like_spidermonkey() {
    let cases = [
        ("1", "1"),
        ("\"a\\\"b\\\\\\n\\u0001\\u00e9\\u20ac'\"", r#""a\"b\\\n\x01\xE9\u20AC'""#),
        ("{}", "({})"),
        ("{\"a\":1,\"b\":\"x\"}", "({a:1, b:\"x\"})"),
        ("{\"a b\":1,\"1\":2,\"it's\":{\"c\":[]}}", r"({1:2, 'a b':1, 'it\'s':{c:[]}})"),
        ("[1,[2,{\"a\":null}],\"x\"]", "[1, [2, {a:null}], \"x\"]"),
        ("[true,false]", "[true, false]"),
    ];
    for (json, expected) in cases {
        run(|cx| {
            let value = value(json, cx);
            assert_eq!(shown(Ok(value), cx), expected);
        });
    }
    run(|cx| {
        assert_eq!(shown(Ok(Value::UNDEFINED), cx), "(void 0)");
        assert_eq!(shown(Ok(Value::number(-0.0)), cx), "-0");
        let holes = array(&[Value::number(1.0), Value::HOLE, Value::UNDEFINED, Value::HOLE], cx);
        assert_eq!(shown(Ok(holes), cx), "[1, , (void 0), ,]");
        let cycle = object(&[(atom("a"), Value::TRUE)], cx);
        set(cycle, atom("b"), cycle, cx).expect("a member");
        assert_eq!(shown(Ok(cycle), cx), "({a:true, b:{}})");
        let message = text("no", cx);
        let error = construct(Value::builtin(builtins::TYPE_ERROR), &[message], cx);
        assert_eq!(shown(error, cx), "(new TypeError(\"no\"))");
        let number = construct(Value::builtin(builtins::NUMBER), &[Value::number(3.0)], cx);
        assert_eq!(shown(number, cx), "(new Number(3))");
        let to_source = call_method(cycle, names::TO_SOURCE, &[], cx);
        assert_eq!(shown(to_source, cx), "\"({a:true, b:{}})\"");
        assert_eq!(
            shown(Ok(Value::builtin(builtins::PARSE_INT)), cx),
            "(function parseInt() {\n    [native code]\n})"
        );
    });
}

#[test]
fn reading_a_member_of_nothing_names_it() {
    run(|cx| {
        let voice = atom_of("voice", cx);
        let message = get(Value::UNDEFINED, voice, cx);
        assert_eq!(
            shown(message, cx),
            "TypeError: Cannot read properties of undefined (reading 'voice')"
        );
        let key = text("a b", cx);
        let message = get_index(Value::NULL, key, cx);
        assert_eq!(shown(message, cx), "TypeError: Cannot read properties of null (reading 'a b')");
        let result = set(Value::NULL, names::NAME, Value::TRUE, cx).map(|()| Value::TRUE);
        assert_eq!(shown(result, cx), "TypeError: Cannot set properties of null (setting 'name')");
        let empty = object(&[], cx);
        let result = call_method(empty, atom("split"), &[], cx);
        assert_eq!(shown(result, cx), "TypeError: split is not a function");
    });
}

#[test]
fn a_string_that_grows_piece_by_piece_takes_little() {
    run(|cx| {
        let mut grown = Value::EMPTY;
        let mut front = Value::EMPTY;
        for n in 0..200_000 {
            let piece = Value::atom(names::character(b'a' + (n % 26) as u8));
            grown = add(grown, piece, cx).expect("it fits");
            front = add(piece, front, cx).expect("it fits");
            if n % 1000 == 0 {
                call_method(grown, atom("charAt"), &[Value::number(f64::from(n))], cx)
                    .expect("a character");
            }
        }
        let number = add(grown, Value::number(12.0), cx).expect("it fits");
        assert_eq!(cx.machine.realm.string_length(number), 200_002);
        let last = call_method(front, atom("charAt"), &[Value::number(199_999.0)], cx)
            .expect("a character");
        assert_eq!(last, Value::atom(names::character(b'a')));
        assert!(cx.machine.realm.bytes() < 20 << 20, "{} bytes", cx.machine.realm.bytes());
    });
}

#[test]
fn a_string_without_end_is_an_error() {
    run(|cx| {
        let mut string = text("0123456789abcdef", cx);
        let failure = loop {
            match add(string, string, cx) {
                Ok(twice) => string = twice,
                Err(thrown) => break thrown,
            }
        };
        assert_eq!(shown(Err(failure), cx), "RangeError: invalid string length");
    });
}

#[test]
fn lone_surrogates_and_wide_letters_keep_their_places() {
    run(|cx| {
        let wide = text("\u{20ac}-\u{1F600}", cx);
        let broken =
            call_method(wide, atom("substring"), &[Value::number(0.0), Value::number(3.0)], cx);
        let broken = broken.expect("a string");
        assert_eq!(shown(Ok(broken), cx), r#""\u20AC-\uD83D""#);
        let low = crate::strings::string16(&[0xDE00], cx);
        let whole = add(broken, low, cx).expect("it fits");
        assert!(crate::operators::strict_eq(whole, wide, cx));
        assert_eq!(cx.machine.realm.utf8(whole), "\u{20ac}-\u{1F600}");
        assert_eq!(to_data(broken, cx), Ok(Data::from("\u{20ac}-\u{FFFD}")));
    });
}

fn counter(env: Env, _: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let (old, new) = crate::operators::increment(env_get(env, 0, 0, cx), 1.0, cx)?;
    env_set(env, 0, 0, new, cx);
    Ok(old)
}

fn forever(_: Env, this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    crate::budget::tick(cx)?;
    call(argument(arguments, 0), this, arguments, cx)
}

fn point(_: Env, this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    set(this, names::NAME, argument(arguments, 0), cx)?;
    Ok(Value::UNDEFINED)
}

static FUNCTIONS: [Function; 3] = [
    Function {
        kind: crate::program::FunctionKind::Normal,
        code: counter,
        name: names::EMPTY,
        length: 0,
        source: "function () { return n++; }",
    },
    Function {
        kind: crate::program::FunctionKind::Normal,
        code: forever,
        name: names::EMPTY,
        length: 1,
        source: "function (f) { return f(f); }",
    },
    Function {
        kind: crate::program::FunctionKind::Normal,
        code: point,
        name: names::NAME,
        length: 1,
        source: "function name(n) { this.name = n; }",
    },
];

#[test]
fn closures_share_variables() {
    run_in(Program { functions: &FUNCTIONS, ..program() }, |cx| {
        let scope = env(1, Env::NONE, cx);
        env_set(scope, 0, 0, Value::number(5.0), cx);
        let (a, b) = (function(0, scope, cx), function(0, scope, cx));
        for (f, expected) in [(a, 5.0), (b, 6.0), (a, 7.0)] {
            assert_eq!(call(f, Value::UNDEFINED, &[], cx), Ok(Value::number(expected)));
        }
        assert_ne!(a, b);
        assert_eq!(shown(Ok(a), cx), "(function () { return n++; })");
        let holder = object(&[], cx);
        assert_eq!(define_getter(holder, Value::atom(names::NAME), a, cx), Ok(()));
        assert_eq!(get(holder, names::NAME, cx), Ok(Value::number(8.0)));
        assert_eq!(shown(Ok(holder), cx), "({get name() { return n++; }})");
    });
}

#[test]
fn constructors_make_objects_that_inherit() {
    run_in(Program { functions: &FUNCTIONS, ..program() }, |cx| {
        let class = function(2, Env::NONE, cx);
        let prototype = get(class, names::PROTOTYPE, cx).expect("an object");
        set(prototype, names::TYPE, Value::TRUE, cx).expect("a member");
        let made = construct(class, &[Value::number(1.0)], cx).expect("an object");
        assert_eq!(shown(Ok(made), cx), "({name:1})");
        assert_eq!(get(made, names::TYPE, cx), Ok(Value::TRUE));
        assert_eq!(crate::operators::instance_of(made, class, cx), Ok(true));
        assert_eq!(get(made, names::CONSTRUCTOR, cx), Ok(class));
        let keys = crate::enumerate::keys(made, cx).expect("names");
        assert_eq!(keys, [Value::atom(names::NAME), Value::atom(names::TYPE)]);
    });
}

/// The stack must hold what the limit allows, on the smallest thread that Rust makes by default.
#[test]
fn recursion_without_end_is_an_error() {
    let body = || {
        run_in(Program { functions: &FUNCTIONS, ..program() }, |cx| {
            let f = function(1, Env::NONE, cx);
            let result = call(f, Value::UNDEFINED, &[f], cx);
            assert_eq!(shown(result, cx), "RangeError: too much recursion");
            let mut nested = array(&[], cx);
            for _ in 0..100_000 {
                nested = array(&[nested], cx);
            }
            for name in ["toString", "toSource"] {
                let result = call_method(nested, atom(name), &[], cx);
                assert_eq!(shown(result, cx), "RangeError: too much recursion");
            }
            let json = crate::json::stringify(nested, Value::UNDEFINED, Value::UNDEFINED, cx);
            assert_eq!(shown(json, cx), "RangeError: too much recursion");
            let deep = text(&"[".repeat(100_000), cx);
            let result = crate::json::parse(deep, Value::UNDEFINED, cx);
            assert_eq!(shown(result, cx), "SyntaxError: JSON.parse: unexpected end of data");
            assert!(to_data(nested, cx).is_err());
        });
    };
    std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(body)
        .expect("a thread")
        .join()
        .expect("no overflow");
}

#[test]
fn a_loop_without_end_runs_out_of_steps() {
    run(|cx| {
        cx.machine.realm.steps = 1000;
        let huge = object(&[], cx);
        set(huge, names::LENGTH, Value::number(4_294_967_295.0), cx).expect("a member");
        let index_of = Value::builtin(builtins::ARRAY_INDEX_OF);
        let result = call(index_of, huge, &[Value::TRUE], cx);
        assert_eq!(shown(result, cx), "RangeError: the script takes too many steps");
    });
}

#[test]
fn arrays_know_their_length() {
    run(|cx| {
        let list = array(&[], cx);
        let far = text("4294967294", cx);
        set_index(list, far, Value::TRUE, cx).expect("an element");
        assert_eq!(get(list, names::LENGTH, cx), Ok(Value::number(4_294_967_295.0)));
        assert_eq!(get_index(list, Value::number(4_294_967_294.0), cx), Ok(Value::TRUE));
        assert!(cx.machine.realm.bytes() < 10_000);
        set(list, names::LENGTH, Value::number(2.0), cx).expect("a length");
        assert_eq!(shown(Ok(list), cx), "[, ,]");
        set_index(list, Value::number(1.0), Value::TRUE, cx).expect("an element");
        delete_index(list, Value::number(1.0), cx).expect("an element");
        assert_eq!(shown(Ok(list), cx), "[, ,]");
        let result = set(list, names::LENGTH, Value::number(1.5), cx).map(|()| Value::TRUE);
        assert_eq!(shown(result, cx), "RangeError: invalid array length");
    });
}

#[test]
fn keys_of_objects_are_one_however_they_are_spelled() {
    run_in(Program { strings: &["1", "caf\u{e9}"], ..program() }, |cx| {
        let first = names::ATOMS.len() as u32;
        let holder = object(&[(first + 1, Value::TRUE)], cx);
        set_index(holder, Value::number(1.0), Value::FALSE, cx).expect("a member");
        assert_eq!(get_index(holder, Value::atom(first), cx), Ok(Value::FALSE));
        let coffee = text("caf\u{e9}", cx);
        assert_eq!(get_index(holder, coffee, cx), Ok(Value::TRUE));
        let unknown = text("never seen", cx);
        assert_eq!(get_index(holder, unknown, cx), Ok(Value::UNDEFINED));
        set_index(holder, unknown, Value::NULL, cx).expect("a member");
        assert_eq!(
            shown(Ok(holder), cx),
            r"({1:false, caf\xE9:true, 'never seen':null})".replace(r"\xE9", "\u{e9}")
        );
    });
}

#[test]
fn data_and_the_global_object_show_the_slots() {
    let strings = &["calls", "agent"];
    let first = names::ATOMS.len() as u32;
    let slots: &'static [u32] = Box::leak(Box::new([first, names::NAME, first + 1]));
    let program =
        Program { ors: true, strings, slots, data_slots: 2, declared_slots: 1, ..program() };
    run_in(program, |cx| {
        assert_eq!(shown(Ok(Value::DATA), cx), "({calls:(void 0)})");
        let failure = scope::load(1, cx);
        assert_eq!(shown(failure, cx), "ReferenceError: name is not defined");
        scope::store(0, Value::number(1.0), cx);
        let extra = text("extra", cx);
        set_index(Value::DATA, extra, Value::TRUE, cx).expect("a member");
        set(Value::DATA, names::NAME, Value::NULL, cx).expect("a member");
        assert_eq!(scope::load(1, cx), Ok(Value::NULL));
        assert_eq!(shown(Ok(Value::DATA), cx), "({calls:1, name:null, extra:true})");
        scope::store(2, Value::number(7.0), cx);
        assert_eq!(shown(Ok(Value::GLOBAL), cx), "({agent:7})");
        let key = cx.machine.realm.key_of("extra").as_atom().expect("a name");
        assert_eq!(scope::load_global(key, cx), Ok(Value::TRUE));
        assert_eq!(scope::load_global(atom("Math"), cx), Ok(Value::builtin(builtins::MATH)));
        let math = text("Math", cx);
        assert_eq!(delete_index(Value::GLOBAL, math, cx), Ok(true));
        assert_eq!(scope::typeof_global(atom("Math"), cx), Value::atom(names::UNDEFINED));
        assert_eq!(scope::typeof_global(atom("JSON"), cx), Value::atom(names::OBJECT));
        assert!(scope::unbind(0, cx));
        assert_eq!(scope::load_member(0, cx), Value::UNDEFINED);
        assert_eq!(shown(Ok(Value::DATA), cx), "({name:null, extra:true})");
    });
}

#[test]
fn built_in_objects_are_copied_when_a_script_writes_to_them() {
    run(|cx| {
        let prototype = Value::builtin(builtins::STRING_PROTOTYPE);
        assert!(cx.machine.realm.heap.is_none());
        set(prototype, names::DATA, Value::TRUE, cx).expect("a member");
        assert_eq!(get(Value::EMPTY, names::DATA, cx), Ok(Value::TRUE));
        assert_eq!(get(prototype, atom("trim"), cx), Ok(Value::builtin(builtins::STRING_TRIM)));
        assert_eq!(
            typeof_(Value::builtin(builtins::STRING_TRIM), cx),
            Value::atom(names::FUNCTION)
        );
        set(Value::builtin(builtins::MATH), atom("PI"), Value::NULL, cx).expect("silently ignored");
        let pi = get(Value::builtin(builtins::MATH), atom("PI"), cx);
        assert_eq!(pi, Ok(Value::number(std::f64::consts::PI)));
    });
}

#[test]
fn what_nothing_leads_to_is_freed() {
    run(|cx| {
        let kept = value("{\"a\":[1,\"a string of the heap\"],\"only here\":{}}", cx);
        for n in 0..10_000 {
            let garbage = text(&format!("garbage number {n}"), cx);
            let holder = object(&[(names::DATA, garbage)], cx);
            set_index(holder, garbage, holder, cx).expect("a member");
        }
        assert!(cx.machine.realm.has_grown());
        let full = cx.machine.realm.bytes();
        cx.machine.realm.collect([kept]);
        assert!(cx.machine.realm.bytes() * 50 < full, "{} of {full}", cx.machine.realm.bytes());
        assert_eq!(shown(Ok(kept), cx), "({a:[1, \"a string of the heap\"], 'only here':{}})");
        let again = text("garbage number 1", cx);
        let key = cx.machine.realm.key(again);
        assert_eq!(cx.machine.realm.key_text(key), "garbage number 1");
        cx.machine.realm.collect([]);
        let rest = cx.machine.realm.bytes();
        assert!(rest < 1000, "{rest}");
    });
}

#[test]
fn what_crosses_the_border_is_copied() {
    run(|cx| {
        let data = Data::object([
            ("list", Data::Array(vec![Data::Number(1.0), Data::Undefined])),
            ("\u{20ac}", Data::from("\u{1F600}")),
        ]);
        let inside = from_data(&data, cx);
        assert_eq!(to_data(inside, cx), Ok(data));
        set(inside, names::DATA, inside, cx).expect("a member");
        let failure = to_data(inside, cx).map(|_| Value::TRUE);
        assert_eq!(shown(failure, cx), "TypeError: an object inside itself cannot be sent");
        let failure = to_data(Value::builtin(builtins::PARSE_INT), cx).map(|_| Value::TRUE);
        assert_eq!(shown(failure, cx), "TypeError: a function cannot be sent");
    });
}

#[test]
fn the_object_model_is_read_only_and_kept_up_to_date() {
    let path = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    run_in(Program { ors: true, ..program() }, |cx| {
        let interactions = path(&["ixn", "interactions"]);
        let by_id = path(&["ixn", "interactions", "ixn-1"]);
        let udata = Data::object([("udata", Data::object([("k", Data::from("v"))]))]);
        for update in [
            ModelUpdate::Set { path: interactions, value: Data::Array(Vec::new()) },
            ModelUpdate::Set { path: by_id.clone(), value: udata },
            ModelUpdate::Link { path: path(&["ixn", "interactions", "0"]), to: by_id.clone() },
        ] {
            crate::model::apply(&update, cx);
        }
        let (root, ixn) = (crate::model::genesys(cx), atom_of("ixn", cx));
        let ixn = get(root, ixn, cx).expect("an object");
        let interactions = atom_of("interactions", cx);
        let list = get(ixn, interactions, cx).expect("an array");
        assert_eq!(shown(Ok(list), cx), "[{udata:{k:\"v\"}}]");
        let key = text("ixn-1", cx);
        let one = get_index(list, key, cx).expect("an object");
        assert_eq!(get_index(list, Value::number(0.0), cx), Ok(one));
        let failure = set(one, names::NAME, Value::TRUE, cx).map(|()| Value::TRUE);
        assert_eq!(shown(failure, cx), "TypeError: _genesys is read-only (setting 'name')");
        let failure = call_method(list, atom("push"), &[Value::TRUE], cx);
        assert_eq!(shown(failure, cx), "TypeError: _genesys is read-only (setting '1')");
        crate::model::apply(&ModelUpdate::Remove { path: by_id }, cx);
        let length =
            ModelUpdate::Set { path: path(&["ixn", "interactions", "length"]), value: 0.0.into() };
        crate::model::apply(&length, cx);
        assert_eq!(shown(Ok(list), cx), "[]");
        assert_eq!(get_index(list, key, cx), Ok(Value::UNDEFINED));
        let method = atom_of("setuData", cx);
        let result = call_method(ixn, method, &[Value::TRUE], cx);
        assert_eq!(shown(result, cx), "[true]");
        let result = call_method(ixn, method, &[], cx);
        assert_eq!(shown(result, cx), "Error: ixn.setuData needs arguments");
    });
}

fn atom_of(name: &str, cx: &mut Cx<'_>) -> u32 {
    cx.machine.realm.key_of(name).as_atom().expect("no index")
}

#[test]
fn what_generated_code_keeps_in_registers_is_small() {
    assert_eq!(size_of::<R<Value>>(), 16);
    assert_eq!(size_of::<Completion>(), 16);
    assert!(size_of::<crate::realm::Realm>() <= 72);
    assert_eq!(Key::of_number(-0.0), Key::index(0));
}

static REGEXPS: [Regexp; 4] = [
    Regexp::new("(\u{e9})|b", "g"),
    Regexp::new(r"[\ud800-\udfff]", ""),
    Regexp::new("a*", ""),
    Regexp::new("(", ""),
];

#[test]
fn regular_expressions_are_objects_of_their_own() {
    run_in(Program { regexps: &REGEXPS, ..program() }, |cx| {
        let literal = regexp(0, cx);
        assert_eq!(shown(Ok(literal), cx), "/(\u{e9})|b/g");
        let holder = object(&[(names::DATA, literal)], cx);
        assert_eq!(shown(Ok(holder), cx), "({data:/(\u{e9})|b/g})");
        assert_ne!(regexp(0, cx), literal);
        let string = text("xb\u{e9}", cx);
        set(literal, names::LAST_INDEX, Value::number(2.0), cx).expect("it is writable");
        cx.machine.realm.collect([literal, string]);
        let found = call_method(literal, atom("exec"), &[string], cx);
        assert_eq!(shown(found, cx), r#"["\xE9", "\xE9"]"#);
        assert_eq!(get(literal, names::LAST_INDEX, cx), Ok(Value::number(3.0)));
        let broken = crate::strings::string16(&[0x61, 0xDE00, 0x62], cx);
        let surrogate = regexp(1, cx);
        let parts = call_method(broken, atom("split"), &[surrogate], cx);
        assert_eq!(shown(parts, cx), r#"["a", "b"]"#);
        let wrong = regexp(3, cx);
        let failure = call_method(wrong, atom("test"), &[string], cx);
        assert_eq!(shown(failure, cx), "SyntaxError: Unbalanced parenthesis");
    });
}

#[test]
fn regular_expressions_are_made_of_no_long_text_and_see_none() {
    run_in(Program { regexps: &REGEXPS, ..program() }, |cx| {
        for (pattern, message) in [
            (
                "a".repeat(cx.machine.limits().pattern_text + 1),
                "RangeError: the text is too long for a regular expression",
            ),
            (
                "(".repeat(8000),
                "SyntaxError: invalid regular expression: Regular expression is too deeply nested",
            ),
            ("a{2,1}".to_owned(), "SyntaxError: invalid regular expression: Invalid quantifier"),
        ] {
            let pattern = text(&pattern, cx);
            let made = construct(Value::builtin(builtins::REG_EXP), &[pattern], cx);
            assert_eq!(shown(made, cx), message);
        }
        let regexp = regexp(2, cx);
        let longest = text(&"a".repeat(cx.machine.limits().pattern_text), cx);
        assert_eq!(call_method(regexp, atom("test"), &[longest], cx), Ok(Value::TRUE));
        let longer = add(longest, Value::number(1.0), cx).expect("it fits");
        for (object, method, argument) in [
            (regexp, "exec", longer),
            (longer, "match", regexp),
            (longer, "replace", regexp),
            (longer, "search", regexp),
            (longer, "split", regexp),
        ] {
            let failure = call_method(object, atom(method), &[argument], cx);
            let message = "RangeError: the text is too long for a regular expression";
            assert_eq!(shown(failure, cx), message);
        }
        cx.machine.realm.steps = 1000;
        let failure = loop {
            if let Err(thrown) = call_method(regexp, atom("exec"), &[longest], cx) {
                break thrown;
            }
        };
        assert_eq!(shown(Err(failure), cx), "RangeError: the script takes too many steps");
    });
}
