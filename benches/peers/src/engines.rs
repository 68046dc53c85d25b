//! The guards and scripts alone, in two script engines: compiled once and called, and from text for each event.

use boa_engine::{Context as Boa, JsString, JsValue, Source, js_string};
use rquickjs::{Context as Quick, Function, Object, Persistent, Runtime};

use crate::Subject;
use crate::hand::PAYLOAD;

/// What an event runs, as the chart has it.
struct Scripts {
    /// Before anything.
    start: &'static str,
    guard: &'static str,
    yes: &'static str,
    /// The transition that is taken when the guard does not hold.
    no: &'static str,
    check: &'static str,
}

const COUNTER: Scripts = Scripts {
    start: "var n = 0; var total = 0;",
    guard: "n < 100",
    yes: "n = n + 1; total = total + 1;",
    no: "n = 0",
    check: "String(total)",
};

const OBJECT: Scripts = Scripts {
    start: "var d = {interactionid:'', k0:'', k1:'', label:'', last:'', list:[], count:0}; var _event = {data: null};",
    guard: "_event.data.interactionid == 'abc-123' && _event.data.udata.k3 == 'v3'",
    yes: "d.interactionid = _event.data.interactionid; d.k0 = _event.data.udata.k0; d.k1 = _event.data.udata.k1; \
          d.label = d.interactionid + ':' + _event.data.udata.k2; d.list.push(_event.data.udata.k4); \
          d.list.push(d.label); d.last = d.list.pop(); d.list.pop(); d.count = d.count + 1;",
    no: "",
    check: "d.count + ' ' + d.label",
};

const TEXT: Scripts = Scripts {
    start: "var n = 0; var total = 0; var last = '';",
    guard: "true",
    yes: "var s = ''; for (var i = 0; i < 20; i++) { s += 'key' + i + '=' + n + ';'; } n = (n + 1) % 1000; \
          total = total + s.length + s.split(';').length + s.indexOf('key19'); \
          last = s.substring(0, 8).toUpperCase();",
    no: "",
    check: "total + ' ' + last",
};

const DATES: Scripts = Scripts {
    start: "var n = 0; var open = 0; var days = 0; var last = '';",
    guard: "true",
    yes: "var now = new Date(Date.UTC(2026, 0, 1) + n * 8 * 3600 * 1000); var weekday = now.getUTCDay(); \
          if (weekday != 0 && weekday != 6 && now.getUTCHours() >= 8) { open = open + 1; } \
          var end = new Date(now.getTime()); end.setUTCMonth(now.getUTCMonth() + 1, 1); \
          days = days + Math.floor((end - now) / 86400000); last = end.toISOString(); n = n + 1;",
    no: "",
    check: "open + ' ' + days + ' ' + last",
};

impl Scripts {
    /// The same as functions.
    fn functions(&self) -> String {
        let Scripts { start, guard, yes, no, .. } = self;
        format!(
            "{start} function guard() {{ return {guard} }} function yes() {{ {yes} }} function no() {{ {no} }} \
             function payload(text) {{ _event.data = JSON.parse(text) }}"
        )
    }
}

/// Where the payload comes from.
#[derive(Clone, Copy, PartialEq)]
enum Payload {
    None,
    Text,
    Parsed,
}

/// After the guard failed, the counter's next event only leads back: no script runs.
fn leads_back(full: &mut bool) -> bool {
    std::mem::take(full)
}

struct QuickCompiled {
    functions: [Persistent<Function<'static>>; 4],
    scripts: &'static Scripts,
    payload: Payload,
    full: bool,
    context: Quick,
    _runtime: Runtime,
}

fn quick() -> (Runtime, Quick) {
    let runtime = Runtime::new().expect("an engine can be made");
    let context = Quick::full(&runtime).expect("a context can be made");
    (runtime, context)
}

impl QuickCompiled {
    fn boxed(scripts: &'static Scripts, payload: Payload) -> Box<dyn Subject> {
        let (runtime, context) = quick();
        let functions = context.with(|cx| {
            cx.eval::<(), _>(scripts.functions()).expect("the scripts are right");
            if payload == Payload::Parsed {
                cx.eval::<(), _>(format!("_event.data = {PAYLOAD}")).expect("the payload is right");
            }
            ["guard", "yes", "no", "payload"].map(|name| {
                let function: Function = cx.globals().get(name).expect("it is defined");
                Persistent::save(&cx, function)
            })
        });
        Box::new(Self { functions, scripts, payload, full: false, context, _runtime: runtime })
    }
}

impl Subject for QuickCompiled {
    fn event(&mut self) {
        if leads_back(&mut self.full) {
            return;
        }
        let Self { functions, payload, full, .. } = self;
        self.context.with(|cx| {
            let function = |place: usize| functions[place].clone().restore(&cx).expect("of this engine");
            if *payload == Payload::Text {
                function(3).call::<_, ()>((std::hint::black_box(PAYLOAD),)).expect("it runs");
            }
            if function(0).call::<_, bool>(()).expect("it runs") {
                function(1).call::<_, ()>(()).expect("it runs");
            } else {
                function(2).call::<_, ()>(()).expect("it runs");
                *full = true;
            }
        });
    }

    fn check(&mut self) -> String {
        self.context.with(|cx| cx.eval(self.scripts.check).expect("it runs"))
    }
}

struct QuickEval {
    scripts: &'static Scripts,
    payload: Payload,
    full: bool,
    context: Quick,
    _runtime: Runtime,
}

impl QuickEval {
    fn boxed(scripts: &'static Scripts, payload: Payload) -> Box<dyn Subject> {
        let (runtime, context) = quick();
        context.with(|cx| {
            cx.eval::<(), _>(scripts.start).expect("the script is right");
            if payload == Payload::Parsed {
                cx.eval::<(), _>(format!("_event.data = {PAYLOAD}")).expect("the payload is right");
            }
        });
        Box::new(Self { scripts, payload, full: false, context, _runtime: runtime })
    }
}

impl Subject for QuickEval {
    fn event(&mut self) {
        if leads_back(&mut self.full) {
            return;
        }
        let Self { scripts, payload, full, .. } = self;
        self.context.with(|cx| {
            if *payload == Payload::Text {
                let event: Object = cx.globals().get("_event").expect("it is defined");
                let data = cx.json_parse(std::hint::black_box(PAYLOAD)).expect("it is JSON");
                event.set("data", data).expect("it can be set");
            }
            if cx.eval::<bool, _>(scripts.guard).expect("it runs") {
                cx.eval::<(), _>(scripts.yes).expect("it runs");
            } else {
                cx.eval::<(), _>(scripts.no).expect("it runs");
                *full = true;
            }
        });
    }

    fn check(&mut self) -> String {
        self.context.with(|cx| cx.eval(self.scripts.check).expect("it runs"))
    }
}

fn boa_eval(context: &mut Boa, text: &str) -> JsValue {
    context.eval(Source::from_bytes(text)).expect("it runs")
}

struct BoaCompiled {
    context: Boa,
    functions: [JsValue; 4],
    text: JsValue,
    scripts: &'static Scripts,
    payload: Payload,
    full: bool,
}

impl BoaCompiled {
    fn boxed(scripts: &'static Scripts, payload: Payload) -> Box<dyn Subject> {
        let mut context = Boa::default();
        boa_eval(&mut context, &scripts.functions());
        if payload == Payload::Parsed {
            boa_eval(&mut context, &format!("_event.data = {PAYLOAD}"));
        }
        let functions = ["guard", "yes", "no", "payload"].map(|name| boa_eval(&mut context, name));
        let text = JsValue::from(JsString::from(PAYLOAD));
        Box::new(Self { context, functions, text, scripts, payload, full: false })
    }

    fn call(&mut self, place: usize, arguments: &[JsValue]) -> JsValue {
        let function = self.functions[place].as_callable().expect("it is a function").clone();
        function.call(&JsValue::undefined(), arguments, &mut self.context).expect("it runs")
    }
}

impl Subject for BoaCompiled {
    fn event(&mut self) {
        if leads_back(&mut self.full) {
            return;
        }
        if self.payload == Payload::Text {
            let text = self.text.clone();
            self.call(3, &[text]);
        }
        if self.call(0, &[]).to_boolean() {
            self.call(1, &[]);
        } else {
            self.call(2, &[]);
            self.full = true;
        }
    }

    fn check(&mut self) -> String {
        said(&mut self.context, self.scripts)
    }
}

fn said(context: &mut Boa, scripts: &Scripts) -> String {
    let value = boa_eval(context, scripts.check);
    value.as_string().map_or_else(String::new, |text| text.to_std_string_lossy())
}

struct BoaEval {
    context: Boa,
    scripts: &'static Scripts,
    payload: Payload,
    full: bool,
}

impl BoaEval {
    fn boxed(scripts: &'static Scripts, payload: Payload) -> Box<dyn Subject> {
        let mut context = Boa::default();
        boa_eval(&mut context, scripts.start);
        if payload == Payload::Parsed {
            boa_eval(&mut context, &format!("_event.data = {PAYLOAD}"));
        }
        Box::new(Self { context, scripts, payload, full: false })
    }
}

impl Subject for BoaEval {
    fn event(&mut self) {
        if leads_back(&mut self.full) {
            return;
        }
        if self.payload == Payload::Text {
            let json = self.context.intrinsics().objects().json();
            let parse = json.get(js_string!("parse"), &mut self.context).expect("JSON.parse is there");
            let text = JsValue::from(JsString::from(std::hint::black_box(PAYLOAD)));
            let parse = parse.as_callable().expect("it is a function");
            let data = parse.call(&JsValue::undefined(), &[text], &mut self.context).expect("it is JSON");
            let event = boa_eval(&mut self.context, "_event");
            let event = event.as_object().expect("it is an object");
            event.set(js_string!("data"), data, true, &mut self.context).expect("it can be set");
        }
        if boa_eval(&mut self.context, self.scripts.guard).to_boolean() {
            boa_eval(&mut self.context, self.scripts.yes);
        } else {
            boa_eval(&mut self.context, self.scripts.no);
            self.full = true;
        }
    }

    fn check(&mut self) -> String {
        said(&mut self.context, self.scripts)
    }
}

/// One constructor for each engine and each way of running scripts.
macro_rules! contenders {
    ($($compiled:ident $eval:ident $boa:ident $boa_eval:ident: $scripts:ident, $payload:ident;)+) => {$(
        pub(crate) fn $compiled() -> Box<dyn Subject> {
            QuickCompiled::boxed(&$scripts, Payload::$payload)
        }

        pub(crate) fn $eval() -> Box<dyn Subject> {
            QuickEval::boxed(&$scripts, Payload::$payload)
        }

        pub(crate) fn $boa() -> Box<dyn Subject> {
            BoaCompiled::boxed(&$scripts, Payload::$payload)
        }

        pub(crate) fn $boa_eval() -> Box<dyn Subject> {
            BoaEval::boxed(&$scripts, Payload::$payload)
        }
    )+};
}

contenders! {
    quickjs_counter quickjs_counter_eval boa_counter boa_counter_eval: COUNTER, None;
    quickjs_text quickjs_text_eval boa_text boa_text_eval: TEXT, None;
    quickjs_dates quickjs_dates_eval boa_dates boa_dates_eval: DATES, None;
    quickjs_object_text quickjs_object_text_eval boa_object_text boa_object_text_eval: OBJECT, Text;
    quickjs_object_parsed quickjs_object_parsed_eval boa_object_parsed boa_object_parsed_eval: OBJECT, Parsed;
}
