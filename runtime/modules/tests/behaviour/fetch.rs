//! Requests to servers.

use scxml_modules::{Body, Fault, Fetch, Notice, Order, Reply};
use scxml_runtime::{ActionElement, Data};

use crate::world::{Host, element};

const URL: (&str, &str) = ("srcexpr", "http://h/p");

fn given(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, Data)> {
    pairs.iter().map(|(name, value)| (*name, Data::from(*value))).collect()
}

fn reply(status: u16, media: &str, content: &str) -> Reply {
    let headers = vec![("content-type".to_owned(), media.to_owned())];
    Reply { status, headers, content: content.to_owned() }
}

fn replied(host: &mut Host, order: u64, reply: Reply) {
    host.notice(Notice::Replied { order: Order(order), reply });
}

/// What a document asks for, and the request that comes of it.
fn asked(
    attributes: &[(&'static str, &str)],
    params: &[(&'static str, &str)],
    content: Option<&str>,
) -> Fetch {
    let mut host = Host::with_call();
    let attributes = given(&[&[URL], attributes].concat());
    let content = content.map(Data::from);
    let element = ActionElement {
        attributes,
        params: given(params),
        content,
        ..element("fetch", Vec::new())
    };
    host.act_as("s1", "session:fetch", "r1", element);
    assert_eq!(host.heard(), [""; 0]);
    host.world.asked.remove(0)
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn parameters_stand_in_the_address_or_in_the_body_as_enctype_says() {
    let plain = Fetch { method: "GET", url: "http://h/p".to_owned(), ..Fetch::default() };
    assert_eq!(
        asked(&[], &[("a", "1")], None),
        Fetch { query: pairs(&[("a", "1")]), ..plain.clone() }
    );
    let form = Fetch {
        method: "POST",
        headers: pairs(&[("Content-Type", "application/x-www-form-urlencoded")]),
        body: Body::Form(pairs(&[("a", "1")])),
        ..plain.clone()
    };
    assert_eq!(asked(&[("method", "POST")], &[("a", "1")], None), form);
    let headers = pairs(&[("Content-Type", "application/json")]);
    let json = Fetch { method: "PUT", headers, ..plain };
    let enctype = [("method", "put"), ("enctype", "application/json")];
    let object = Body::Json(Data::object([("a", Data::from("1"))]));
    assert_eq!(asked(&enctype, &[("a", "1")], None), Fetch { body: object, ..json.clone() });
    let text = Body::Text("{}".to_owned());
    assert_eq!(asked(&enctype, &[], Some("{}")), Fetch { body: text, ..json });
}

#[test]
fn type_and_cache_and_login_are_part_of_the_request() {
    let attributes = [
        ("type", "text/plain"),
        ("maxage", "0"),
        ("maxstale", "5"),
        ("authtype", "basic"),
        ("username", "u"),
        ("password", "p"),
    ];
    let request = asked(&attributes, &[], None);
    let headers = [("Accept", "text/plain"), ("Cache-Control", "max-age=0, max-stale=5")];
    assert_eq!(request.headers, pairs(&headers));
    assert_eq!(request.login, Some(("u".to_owned(), "p".to_owned())));
}

#[test]
fn what_cannot_be_asked_is_an_error_and_nobody_is_asked() {
    let mut host = Host::with_call();
    let wrong: [&[(&'static str, Data)]; 5] = [
        &[("method", "post".into()), ("enctype", "text/xml".into())],
        &[("method", "urs".into())],
        &[("username", "u".into())],
        &[("headers", "x".into())],
        &[("gd_retries", 1001.0.into())],
    ];
    for (i, attributes) in wrong.into_iter().enumerate() {
        let attributes = [&given(&[URL])[..], attributes].concat();
        let params = given(&[("a", "1")]);
        let element = ActionElement { attributes, params, ..element("fetch", Vec::new()) };
        host.act_as("s1", "session:fetch", &format!("r{i}"), element);
        assert_eq!(host.heard(), [format!("s1 error.session.fetch requestid=r{i} error=unknown")]);
    }
    assert!(host.told().is_empty());
}

#[test]
fn the_answer_must_be_a_success_of_the_type_and_come_in_time() {
    let mut host = Host::with_call();
    let attributes = given(&[URL, ("type", "application/json"), ("timeout", "10")]);
    for id in ["r1", "r2", "r3", "r4", "r5"] {
        host.act("s1", "session:fetch", id, &attributes);
    }
    replied(&mut host, 1, reply(200, "Application/JSON; charset=utf-8", "{}"));
    replied(&mut host, 2, reply(404, "text/html", "no"));
    replied(&mut host, 3, reply(200, "text/html", "yes"));
    host.notice(Notice::Failed { order: Order(4), fault: Fault::Remote("no route".into()) });
    host.wait(11.0);
    replied(&mut host, 5, reply(200, "application/json", "too late"));
    assert_eq!(
        host.heard(),
        [
            "s1 session.fetch.done requestid=r1 content={} hints={content-type:Application/JSON; charset=utf-8}",
            "s1 error.session.fetch requestid=r2 error=http.404",
            "s1 error.session.fetch requestid=r3 error=http.type",
            "s1 error.session.fetch requestid=r4 error=http.unreachable",
            "s1 error.session.fetch requestid=r5 error=http.timeout",
        ]
    );
}

#[test]
fn guaranteed_delivery_tries_again_what_may_pass() {
    let mut host = Host::with_call();
    let retries = [URL, ("gd_retries", "2"), ("gd_retry_interval", "5")];
    let guaranteed = [&retries[..], &[("gdelivery", "true")]].concat();
    host.act("s1", "session:fetch", "r1", &given(&guaranteed));
    replied(&mut host, 1, reply(503, "", ""));
    host.wait(4.0);
    assert_eq!(host.told(), ["fetch 1"]);
    host.wait(1.0);
    host.notice(Notice::Failed { order: Order(2), fault: Fault::Remote("no route".into()) });
    host.wait(5.0);
    assert_eq!(host.told(), ["fetch 2", "fetch 3"]);
    assert!(host.heard().is_empty());
    replied(&mut host, 3, reply(500, "", ""));
    host.act("s1", "session:fetch", "r2", &given(&guaranteed));
    replied(&mut host, 4, reply(400, "", ""));
    host.act("s1", "session:fetch", "r3", &given(&retries));
    replied(&mut host, 5, reply(503, "", ""));
    assert_eq!(
        host.heard(),
        [
            "s1 error.session.fetch requestid=r1 error=http.500",
            "s1 error.session.fetch requestid=r2 error=http.400",
            "s1 error.session.fetch requestid=r3 error=http.503",
        ]
    );
}
