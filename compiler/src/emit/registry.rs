//! How do the machines of a program know each other? One table in the outer module, which all of them point to.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::names::Names;
use crate::plan::Plan;

use super::{name, xml};

/// What stands in every generated module, as far as a machine could be called so.
const TAKEN: [&str; 5] = ["rt", "event", "a", "b", "s"];

/// The names of the modules: that of the main document as it is, the others unlike each other in that one.
pub(super) fn module_names(plans: &[Plan]) -> Vec<String> {
    let mut names = Names::default();
    for taken in TAKEN {
        names.claim(taken.to_owned());
    }
    let inside = plans.iter().skip(1).map(|plan| names.claim(plan.module.clone()));
    plans.iter().take(1).map(|main| main.module.clone()).chain(inside).collect()
}

/// The table of the machines; `None` when nothing is invoked.
pub(super) fn registry(plans: &[Plan], names: &[String]) -> Option<TokenStream> {
    if plans.iter().all(|plan| plan.invokes.is_empty()) {
        return None;
    }
    let count = Literal::usize_unsuffixed(plans.len());
    let machines = plans.iter().zip(names).enumerate().map(|(place, (plan, module))| {
        let (urls, module) = (&plan.urls, name(module));
        let program = if place == 0 { quote!(PROGRAM) } else { quote!(#module::PROGRAM) };
        let document = match &plan.value {
            Some(_) => {
                let document = xml::document_name(place);
                quote!(Some(&#document))
            }
            None => quote!(None),
        };
        quote!(rt::Registered { urls: &[#(#urls),*], document: #document, program: &#program })
    });
    let documents = plans.iter().enumerate().filter_map(|(place, plan)| {
        Some(xml::constant(&xml::document_name(place), plan.value.as_ref()?))
    });
    Some(quote! {
        #(#documents)*

        /// The machines that were compiled together.
        static REGISTRY: [rt::Registered; #count] = [#(#machines),*];
    })
}
