//! How is executable content spelled? Every operation is a statement; an error leaves the block.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::{Action, Delay, Element, Op, Operand, Param, Payload, Place, Send};

use super::code::Printer;
use super::xml;

/// The statements of a block.
pub(super) fn ops(ops: &[Op], printer: &Printer<'_>) -> TokenStream {
    ops.iter().map(|op| self::op(op, printer)).collect()
}

/// The body of a function that gives whether a condition holds.
pub(super) fn condition(condition: &Operand, printer: &Printer<'_>) -> TokenStream {
    match condition {
        Operand::Absent => quote!(Ok(true)),
        Operand::Text(text) => {
            let holds = !text.text.is_empty();
            quote!(Ok(#holds))
        }
        // An object is true.
        Operand::Xml(_) => quote!(Ok(true)),
        Operand::Sure(code) => {
            let condition = printer.condition(code);
            quote!(Ok(#condition))
        }
        Operand::Code { at, code } => {
            let (at, condition) = (self::at(*at), printer.condition(code));
            quote!(#at Ok(#condition))
        }
    }
}

/// The body of a function that gives the data of a done event.
pub(super) fn done_payload(payload: &Payload, printer: &Printer<'_>) -> TokenStream {
    match payload {
        Payload::None => quote!(Ok(rt::Value::UNDEFINED)),
        Payload::Params(params) => {
            let params = params.iter().map(|param| {
                let (name, value) = (printer.atom(param.name.atom), operand(&param.value, printer));
                quote!((#name, rt::attempt(|cx| Ok(#value), cx)))
            });
            quote!(Ok(rt::done_params(&[#(#params),*], cx)))
        }
        Payload::Content(value) => {
            let (at, value) = hoisted(value, printer);
            quote!(#at Ok(#value))
        }
    }
}

fn op(op: &Op, printer: &Printer<'_>) -> TokenStream {
    match op {
        Op::Raise { event, payload } => {
            let payload = self::payload(payload, quote!(rt::Value::UNDEFINED), printer);
            quote!(rt::raise(#event, #payload, cx);)
        }
        Op::If { branches, otherwise } => choice(branches, otherwise, printer),
        Op::Foreach { array, item, index, body } => {
            foreach(array, item, index.as_ref(), body, printer)
        }
        Op::Log { label, value, level, at } => call(
            &[("label", label), ("value", value), ("level", level)],
            *at,
            printer,
            |arguments| quote!(rt::log(#(#arguments),*, cx)?;),
        ),
        Op::Assign { place, value } => {
            let (before, value) = hoisted(value, printer);
            match place.at {
                None => {
                    let assign = printer.assign(&place.code, value);
                    quote!(#before #assign)
                }
                Some(_) => {
                    let assign = self::assign(place, quote!(value), printer);
                    quote!({ #before let value = #value; #assign })
                }
            }
        }
        Op::Bind { slot, value } => {
            let (at, value) = hoisted(value, printer);
            let slot = printer.slot(*slot);
            quote!(#at rt::bind(#slot, #value, cx);)
        }
        Op::Script { at, code } => {
            let (at, script) = (self::at(*at), printer.script(code));
            quote!(#at #script)
        }
        Op::Send(send) => self::send(send, printer),
        Op::Cancel { id, at } => {
            call(&[("id", id)], *at, printer, |arguments| quote!(rt::cancel(#(#arguments),*, cx)?;))
        }
        Op::Action(action) => self::action(action, printer),
    }
}

fn choice(branches: &[(Operand, Vec<Op>)], otherwise: &[Op], printer: &Printer<'_>) -> TokenStream {
    let conditions = branches.iter().map(|(condition, _)| match condition {
        Operand::Sure(code) => printer.condition(code),
        fallible => {
            let body = self::condition(fallible, printer);
            quote!(rt::condition(|cx| { #body }, cx))
        }
    });
    let blocks = branches.iter().map(|(_, block)| ops(block, printer));
    let chain = quote!(#(if #conditions { #blocks })else*);
    if otherwise.is_empty() {
        return chain;
    }
    let otherwise = ops(otherwise, printer);
    quote!(#chain else { #otherwise })
}

fn foreach(
    array: &Operand,
    item: &Place,
    index: Option<&Place>,
    body: &[Op],
    printer: &Printer<'_>,
) -> TokenStream {
    let (at, array) = hoisted(array, printer);
    let item = assign(item, quote!(item), printer);
    let body = ops(body, printer);
    let Some(index) = index else {
        return quote!(#at for item in rt::foreach_items(#array, cx)? { #item #body });
    };
    let index = assign(index, quote!(rt::Value::number(index)), printer);
    quote! {
        #at
        let mut index = 0.0;
        for item in rt::foreach_items(#array, cx)? { #item #index index += 1.0; #body }
    }
}

fn send(send: &Send, printer: &Printer<'_>) -> TokenStream {
    let idlocation = send.idlocation.as_ref().map(|place| {
        let assign = assign(place, quote!(id), printer);
        quote!(let id = rt::send_id(cx); #assign)
    });
    let [event, target, kind, id, hints] =
        [&send.event, &send.target, &send.kind, &send.id, &send.hints]
            .map(|value| operand(value, printer));
    let id = if idlocation.is_some() { quote!(id) } else { id };
    let delay = match &send.delay {
        Delay::None => quote!(rt::Delay::None),
        Delay::Milliseconds(time) => {
            let time = Literal::f64_unsuffixed(*time);
            quote!(rt::Delay::Milliseconds(#time))
        }
        Delay::Time(time) => {
            let time = operand(time, printer);
            quote!(rt::Delay::Time(#time))
        }
    };
    let (payload, at) =
        (payload(&send.payload, quote!(rt::Value::UNDEFINED), printer), self::at(send.at));
    quote!({
        #idlocation
        let send = rt::SendRequest {
            event: #event,
            target: #target,
            kind: #kind,
            id: #id,
            delay: #delay,
            payload: #payload,
            hints: #hints,
        };
        #at
        rt::send(send, cx)?;
    })
}

fn action(action: &Action, printer: &Printer<'_>) -> TokenStream {
    let Action { module, name, requestid, locations, element, at } = action;
    let requestid = requestid.as_ref().map(|place| assign(place, quote!(requestid), printer));
    let (element, at) = (self::element(element, printer), self::at(*at));
    let names = locations.iter().map(|(name, _)| name);
    let answers = locations.iter().enumerate().map(|(place, (_, location))| {
        let place = Literal::usize_unsuffixed(place);
        assign(location, quote!(answers[#place]), printer)
    });
    quote!({
        let requestid = rt::request_id(cx);
        #requestid
        let element = #element;
        #at
        let request = rt::ActionRequest {
            module: #module,
            name: #name,
            requestid,
            element,
            locations: &[#(#names),*],
        };
        let answers = rt::action(request, cx)?;
        #(#answers)*
    })
}

fn element(element: &Element, printer: &Printer<'_>) -> TokenStream {
    let Element { name, attributes, params, content, children } = element;
    let attributes = attributes.iter().map(|(name, value)| {
        let value = operand(value, printer);
        quote!((#name, #value))
    });
    let attributes = quote!(&[#(#attributes),*]);
    let params = params.iter().map(|(name, value)| {
        let (name, value) = (&name.text, operand(value, printer));
        quote!((#name, #value))
    });
    let params = quote!(&[#(#params),*]);
    let content = operand(content, printer);
    let children = children.iter().map(|child| self::element(child, printer));
    quote! {
        rt::Element {
            name: #name,
            attributes: #attributes,
            params: #params,
            content: #content,
            children: &[#(#children),*],
        }
    }
}

/// An expression for what an event carries; `none` stands for nothing.
pub(super) fn payload(payload: &Payload, none: TokenStream, printer: &Printer<'_>) -> TokenStream {
    match payload {
        Payload::None => none,
        Payload::Content(value) => operand(value, printer),
        Payload::Params(params) => {
            let params = params.iter().map(|Param { name, value }| {
                let (name, value) = (printer.atom(name.atom), operand(value, printer));
                quote!((#name, #value))
            });
            quote!(rt::object(&[#(#params),*], cx))
        }
    }
}

/// A call whose arguments are computed before the site of the call itself is named.
fn call(
    arguments: &[(&str, &Operand)],
    at: Option<u32>,
    printer: &Printer<'_>,
    call: impl FnOnce(&[TokenStream]) -> TokenStream,
) -> TokenStream {
    let computed = |operand: &Operand| matches!(operand, Operand::Code { .. });
    if at.is_some() && arguments.iter().any(|(_, argument)| computed(argument)) {
        let names: Vec<TokenStream> =
            arguments.iter().map(|(name, _)| super::name(name).into_token_stream()).collect();
        let values = arguments.iter().map(|(_, argument)| operand(argument, printer));
        let (at, call) = (self::at(at), call(&names));
        return quote!({ #(let #names = #values;)* #at #call });
    }
    // What is computed first may name its site in a statement of its own: nothing that can fail comes before it.
    let first = arguments.iter().position(|(_, argument)| computed(argument));
    let mut before = self::at(at);
    let values = arguments.iter().enumerate().map(|(place, (_, argument))| {
        if first != Some(place) {
            return operand(argument, printer);
        }
        let (at, value) = hoisted(argument, printer);
        before.extend(at);
        value
    });
    let call = call(&values.collect::<Vec<_>>());
    quote!(#before #call)
}

/// An expression of type `rt::Value`.
pub(super) fn operand(operand: &Operand, printer: &Printer<'_>) -> TokenStream {
    let (at, value) = hoisted(operand, printer);
    if at.is_empty() { value } else { quote!({ #at #value }) }
}

/// The same in two parts: the statement that names the site, and the expression.
fn hoisted(operand: &Operand, printer: &Printer<'_>) -> (TokenStream, TokenStream) {
    match operand {
        Operand::Absent => (TokenStream::new(), quote!(rt::Value::HOLE)),
        Operand::Text(text) => {
            let atom = printer.atom(text.atom);
            (TokenStream::new(), quote!(rt::Value::atom(#atom)))
        }
        Operand::Xml(place) => {
            let name = xml::name(*place);
            (TokenStream::new(), quote!(rt::xml(&#name, cx)))
        }
        Operand::Sure(code) => (TokenStream::new(), printer.value(code)),
        Operand::Code { at, code } => (self::at(*at), printer.value(code)),
    }
}

pub(super) fn assign(place: &Place, value: TokenStream, printer: &Printer<'_>) -> TokenStream {
    let (at, assign) = (self::at(place.at), printer.assign(&place.code, value));
    quote!(#at #assign)
}

pub(super) fn at(site: Option<u32>) -> TokenStream {
    site.map_or_else(TokenStream::new, |site| {
        let site = Literal::u32_unsuffixed(site);
        quote!(rt::at(#site, cx);)
    })
}
