//! The workloads as a Rust programmer would write them.

use std::fmt::Write;

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use serde_json::Value;

use crate::Subject;

/// The payload of the object workload.
pub(crate) const PAYLOAD: &str = r#"{"interactionid":"abc-123","udata":{"k0":"v0","k1":"v1","k2":"v2","k3":"v3","k4":"v4","k5":"v5","k6":"v6","k7":"v7","k8":"v8","k9":"v9"}}"#;

#[derive(Default)]
struct Counter {
    full: bool,
    n: f64,
    total: f64,
}

impl Subject for Counter {
    #[inline(never)]
    fn event(&mut self) {
        if self.full {
            self.full = false;
        } else if self.n < 100.0 {
            self.n += 1.0;
            self.total += 1.0;
        } else {
            self.n = 0.0;
            self.full = true;
        }
    }

    fn check(&mut self) -> String {
        self.total.to_string()
    }
}

pub(crate) fn counter() -> Box<dyn Subject> {
    Box::new(Counter::default())
}

#[derive(Default)]
struct Hier {
    state: u8,
    next: u8,
    c: f64,
}

impl Subject for Hier {
    #[inline(never)]
    fn event(&mut self) {
        let event = self.next + 1;
        self.next = (self.next + 1) % 8;
        let (state, work) = match (self.state, event) {
            (0, 1) => (1, 3.0),
            (1, 2) => (2, 1.0),
            (2, 3) => (3, 0.0),
            (3, 4) => (4, 1.0),
            (4, 5) => (5, 0.0),
            (5, 6) => (2, 1.0),
            (2 | 3, 7) => (1, 1.0),
            (4 | 5, 7) => (1, 2.0),
            (1, 8) => (0, 3.0),
            (2 | 3, 8) => (0, 4.0),
            (4 | 5, 8) => (0, 5.0),
            (state, _) => (state, 0.0),
        };
        self.state = state;
        self.c += work;
    }

    fn check(&mut self) -> String {
        self.c.to_string()
    }
}

pub(crate) fn hier() -> Box<dyn Subject> {
    Box::new(Hier::default())
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Off,
    L3b,
    Par,
}

struct Hpar {
    place: Place,
    /// 0 to 2: r1a, r1b, r1c.
    r1: u8,
    r2b: bool,
    /// 0 to 2: r3a, r3b1, r3b2.
    r3: u8,
    r4b: bool,
    next: u8,
    c: f64,
}

impl Hpar {
    /// How many leaves with entry and exit content are active.
    fn leaves(&self) -> f64 {
        f64::from(u8::from(self.r1 == 1) + u8::from(self.r2b) + u8::from(self.r3 > 0) + u8::from(self.r4b))
    }
}

impl Subject for Hpar {
    #[inline(never)]
    fn event(&mut self) {
        let event = self.next + 1;
        self.next = (self.next + 1) % 8;
        match (self.place, event) {
            (Place::Off, 1) => {
                self.place = Place::L3b;
                self.c += 3.0;
            }
            (Place::L3b, 2) => {
                self.place = Place::Par;
                self.c += 5.0 + self.leaves();
            }
            (Place::Par, 3) => {
                self.c += if self.r1 < 2 { 1.0 } else { 0.0 };
                self.r1 = (self.r1 + 1) % 3;
            }
            (Place::Par, 4) => {
                self.r2b = !self.r2b;
                self.r3 = u8::from(self.r3 == 0);
                self.c += 2.0;
            }
            (Place::Par, 5) => {
                self.r3 = [0, 2, 1][usize::from(self.r3)];
                self.r4b = !self.r4b;
                self.c += 1.0;
            }
            (Place::Par, 6) => {
                self.c += f64::from(u8::from(self.r1 == 1) + u8::from(self.r3 > 0)) + 2.0;
                (self.r1, self.r3) = (0, 0);
                (self.r2b, self.r4b) = (!self.r2b, !self.r4b);
            }
            (Place::Par, 7) => {
                self.place = Place::L3b;
                self.c += 1.0 + self.leaves();
            }
            (Place::L3b, 8) => {
                self.place = Place::Off;
                self.c += 3.0;
            }
            _ => {}
        }
    }

    fn check(&mut self) -> String {
        self.c.to_string()
    }
}

pub(crate) fn hpar() -> Box<dyn Subject> {
    Box::new(Hpar { place: Place::Off, r1: 0, r2b: false, r3: 0, r4b: false, next: 0, c: 1.0 })
}

/// The data of the object workload with a type for everything.
#[derive(Default)]
struct Typed {
    interactionid: String,
    k0: String,
    label: String,
    last: String,
    list: Vec<String>,
    count: f64,
    k1: String,
}

#[derive(serde::Deserialize)]
struct Payload {
    interactionid: String,
    udata: Udata,
}

#[derive(serde::Deserialize)]
struct Udata {
    k0: String,
    k1: String,
    k2: String,
    k3: String,
    k4: String,
}

impl Typed {
    fn take(&mut self, payload: &Payload) {
        let Payload { interactionid, udata } = payload;
        if interactionid != "abc-123" || udata.k3 != "v3" {
            return;
        }
        self.interactionid.clone_from(interactionid);
        self.k0.clone_from(&udata.k0);
        self.k1.clone_from(&udata.k1);
        self.label = format!("{}:{}", self.interactionid, udata.k2);
        self.list.push(udata.k4.clone());
        self.list.push(self.label.clone());
        self.last = self.list.pop().unwrap_or_default();
        self.list.pop();
        self.count += 1.0;
    }

    fn said(&self) -> String {
        format!("{} {}", self.count, self.label)
    }
}

struct TypedText(Typed);

impl Subject for TypedText {
    #[inline(never)]
    fn event(&mut self) {
        let payload: Payload = serde_json::from_str(std::hint::black_box(PAYLOAD)).expect("it is JSON");
        self.0.take(&payload);
    }

    fn check(&mut self) -> String {
        self.0.said()
    }
}

pub(crate) fn object_text() -> Box<dyn Subject> {
    Box::new(TypedText(Typed::default()))
}

struct TypedParsed(Typed, Payload);

impl Subject for TypedParsed {
    #[inline(never)]
    fn event(&mut self) {
        self.0.take(std::hint::black_box(&self.1));
    }

    fn check(&mut self) -> String {
        self.0.said()
    }
}

pub(crate) fn object_parsed() -> Box<dyn Subject> {
    Box::new(TypedParsed(Typed::default(), serde_json::from_str(PAYLOAD).expect("it is JSON")))
}

fn data() -> Value {
    serde_json::json!({"interactionid": "", "k0": "", "k1": "", "label": "", "last": "", "list": [], "count": 0.0})
}

/// The script over `serde_json::Value`, as a program without types would have it.
fn dynamic(d: &mut Value, event: &Value) {
    if event["interactionid"] != "abc-123" || event["udata"]["k3"] != "v3" {
        return;
    }
    d["interactionid"] = event["interactionid"].clone();
    d["k0"] = event["udata"]["k0"].clone();
    d["k1"] = event["udata"]["k1"].clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    d["label"] = Value::from(text(&d["interactionid"]) + ":" + &text(&event["udata"]["k2"]));
    let label = d["label"].clone();
    let list = d["list"].as_array_mut().expect("it is a list");
    list.push(event["udata"]["k4"].clone());
    list.push(label);
    let last = list.pop().unwrap_or_default();
    list.pop();
    d["last"] = last;
    d["count"] = Value::from(d["count"].as_f64().unwrap_or_default() + 1.0);
}

fn said(d: &Value) -> String {
    format!("{} {}", d["count"].as_f64().unwrap_or_default(), d["label"].as_str().unwrap_or_default())
}

struct ValueText(Value);

impl Subject for ValueText {
    #[inline(never)]
    fn event(&mut self) {
        let event = serde_json::from_str(std::hint::black_box(PAYLOAD)).expect("it is JSON");
        dynamic(&mut self.0, &event);
    }

    fn check(&mut self) -> String {
        said(&self.0)
    }
}

pub(crate) fn value_text() -> Box<dyn Subject> {
    Box::new(ValueText(data()))
}

struct ValueParsed(Value, Value);

impl Subject for ValueParsed {
    #[inline(never)]
    fn event(&mut self) {
        dynamic(&mut self.0, std::hint::black_box(&self.1));
    }

    fn check(&mut self) -> String {
        said(&self.0)
    }
}

pub(crate) fn value_parsed() -> Box<dyn Subject> {
    Box::new(ValueParsed(data(), serde_json::from_str(PAYLOAD).expect("it is JSON")))
}

#[derive(Default)]
struct Text {
    n: f64,
    total: f64,
    last: String,
}

impl Subject for Text {
    #[inline(never)]
    fn event(&mut self) {
        let mut s = String::new();
        for i in 0..20 {
            write!(s, "key{i}={};", self.n).expect("a string takes all");
        }
        self.n = (self.n + 1.0) % 1000.0;
        let parts: Vec<&str> = s.split(';').collect();
        let found = s.find("key19").map_or(-1.0, |place| place as f64);
        self.total += s.len() as f64 + parts.len() as f64 + found;
        self.last = s[..8].to_uppercase();
    }

    fn check(&mut self) -> String {
        format!("{} {}", self.total, self.last)
    }
}

pub(crate) fn text() -> Box<dyn Subject> {
    Box::new(Text::default())
}

#[derive(Default)]
struct Dates {
    n: i64,
    open: f64,
    days: f64,
    last: String,
}

impl Subject for Dates {
    #[inline(never)]
    fn event(&mut self) {
        let start = date(2026, 1, 1).at(0, 0, 0, 0).to_zoned(TimeZone::UTC).expect("it is a time");
        let now = start.timestamp() + SignedDuration::from_hours(self.n * 8);
        let civil = now.to_zoned(TimeZone::UTC).datetime();
        let weekday = civil.weekday().to_sunday_zero_offset();
        if weekday != 0 && weekday != 6 && civil.hour() >= 8 {
            self.open += 1.0;
        }
        let month = civil.first_of_month().checked_add(1.month()).expect("it is a date");
        let end = month.to_zoned(TimeZone::UTC).expect("it is a time").timestamp();
        let milliseconds = (end.as_millisecond() - now.as_millisecond()) as f64;
        self.days += (milliseconds / 86_400_000.0).floor();
        self.last = format!("{end:.3}");
        self.n += 1;
    }

    fn check(&mut self) -> String {
        format!("{} {} {}", self.open, self.days, self.last)
    }
}

pub(crate) fn dates() -> Box<dyn Subject> {
    Box::new(Dates::default())
}
