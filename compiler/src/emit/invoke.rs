//! How is the start of a service spelled?

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::{Invocation, Operand, Source};

use super::code::Printer;
use super::content::{assign, at, operand, payload};

/// The body of a function that starts a service.
pub(super) fn start(invocation: &Invocation, printer: &Printer<'_>) -> TokenStream {
    let Invocation { state, idlocation, id, kind, source, parameters, at } = invocation;
    let id = match id {
        Operand::Absent => quote!(rt::invoke_id(#state, cx)),
        id => operand(id, printer),
    };
    let (before, id) = match idlocation {
        None => (TokenStream::new(), quote!(id: #id)),
        Some(place) => {
            let assign = assign(place, quote!(id), printer);
            (quote!(let id = #id; #assign), quote!(id))
        }
    };
    let source = match source {
        Source::None => quote!(rt::Source::None),
        Source::Machine(machine) => {
            let machine = Literal::u32_unsuffixed(*machine);
            quote!(rt::Source::Registered(#machine))
        }
        Source::Url(url) => {
            let url = operand(url, printer);
            quote!(rt::Source::Url(#url))
        }
        Source::Content(content) => {
            let content = operand(content, printer);
            quote!(rt::Source::Content(#content))
        }
    };
    let kind = operand(kind, printer);
    let parameters = payload(parameters, quote!(rt::Value::HOLE), printer);
    let at = self::at(*at);
    quote! {
        #before
        let request = rt::InvokeRequest {
            #id,
            kind: #kind,
            source: #source,
            parameters: #parameters,
        };
        #at
        rt::invoke(request, cx)
    }
}
