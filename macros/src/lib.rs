//! The macro `scxml!`: a statechart compiled into the program that names it.
//!
//! It is a skin over [`scxmlc::compile`]: it finds the document, and turns diagnostics into compile errors.

use std::path::PathBuf;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use scxml_diagnostic::{Diagnostics, Severity, human};
use scxmlc::files::FileLoader;
use scxmlc::load::{LoadError, Loaded, Loader};
use scxmlc::{Compiled, Level, Levels, Options, compile};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Ident, LitStr, Token, parenthesized, parse_macro_input};

/// Compiles a statechart into a module of the program.
///
/// The argument is a path, relative to the file that calls the macro, or the document itself when it begins with `<`:
///
/// ```ignore
/// scxml!("traffic_light.scxml");
/// scxml!(r#"<scxml name="light" …>…</scxml>"#);
/// ```
///
/// The module is named after the document's `name`, or its file; `scxml!(mod other = "file.scxml")` names it `other`,
/// which is needed when two documents of a crate have one name. It holds an enum `State`, a module `event` with one
/// constructor per event that the document reacts to, and `session()`, which makes a session.
/// Editing the document compiles the program again.
///
/// Behind the document, `deny`, `warn` and `allow` set how much diagnostics matter, by their codes:
///
/// ```ignore
/// scxml!("traffic_light.scxml", deny("warnings"), allow("slow-pattern"));
/// ```
///
/// # Errors
/// What is wrong with the document becomes a compile error that shows the line of the document.
#[proc_macro]
pub fn scxml(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand(&parse_macro_input!(input as Argument)).into()
}

/// `"light.scxml"`, or `mod other = "light.scxml", deny("warnings")`.
struct Argument {
    module: Option<Ident>,
    document: LitStr,
    levels: Levels,
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut module = None;
        if input.parse::<Option<Token![mod]>>()?.is_some() {
            module = Some(input.parse()?);
            input.parse::<Token![=]>()?;
        }
        let document = input.parse()?;
        let mut levels = Levels::default();
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            set_levels(&mut levels, input)?;
        }
        Ok(Self { module, document, levels })
    }
}

/// `deny("undeclared-name", "unknown-state")`
fn set_levels(levels: &mut Levels, input: ParseStream<'_>) -> syn::Result<()> {
    let word: Ident = input.parse()?;
    let known = [Level::Deny, Level::Warn, Level::Allow];
    let Some(level) = known.into_iter().find(|level| word == level.word()) else {
        return Err(syn::Error::new(word.span(), "expected `deny`, `warn` or `allow`"));
    };
    let codes;
    parenthesized!(codes in input);
    for code in Punctuated::<LitStr, Token![,]>::parse_terminated(&codes)? {
        let set = levels.set(&code.value(), level);
        set.map_err(|refused| syn::Error::new(code.span(), refused))?;
    }
    Ok(())
}

fn expand(argument: &Argument) -> TokenStream {
    let module = argument.module.as_ref().map(Ident::to_string);
    let levels = argument.levels.clone();
    let options = Options { module, levels, ..Options::default() };
    let (text, span) = (argument.document.value(), argument.document.span());
    if text.trim_start().starts_with('<') {
        let place = folder().join(INLINE).to_string_lossy().into_owned();
        let mut loader = Inline { text, place, files: FileLoader::default() };
        let compiled = compile(INLINE, &mut loader, &options);
        return output(&compiled, &loader.files, span);
    }
    let path = folder().join(&text);
    let mut files = FileLoader::default();
    let compiled = compile(&path.to_string_lossy(), &mut files, &options);
    output(&compiled, &files, span)
}

/// The folder of the file that calls the macro.
fn folder() -> PathBuf {
    let file = proc_macro::Span::call_site().local_file();
    let folder =
        file.and_then(|f| std::path::absolute(f).ok()).and_then(|f| f.parent().map(PathBuf::from));
    #[expect(
        clippy::disallowed_methods,
        reason = "the macro is a skin: an editor does not say which file it expands"
    )]
    let package = || {
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from).join("src")
    };
    folder.unwrap_or_else(package)
}

/// A document in the macro's argument; what it refers to is on disk.
struct Inline {
    text: String,
    /// Where it would be as a file: what it refers to is found from there.
    place: String,
    files: FileLoader,
}

impl Loader for Inline {
    fn load(&mut self, base: &str, href: &str) -> Result<Loaded, LoadError> {
        if base.is_empty() {
            return Ok(Loaded { name: INLINE.to_owned(), bytes: self.text.clone().into_bytes() });
        }
        let base = if base == INLINE { &self.place } else { base };
        self.files.load(base, href)
    }

    fn find(&mut self, base: &str, href: &str) -> Option<Loaded> {
        let base = if base == INLINE { &self.place } else { base };
        self.files.find(base, href)
    }
}

/// The name of a document in the macro's argument.
const INLINE: &str = "scxml!";

fn output(compiled: &Compiled, files: &FileLoader, span: Span) -> TokenStream {
    // Naming the files makes cargo build again when one of them changes.
    let tracked =
        files.read.iter().filter(|f| f.exists()).map(|f| f.to_string_lossy().into_owned());
    let tracked = quote! { #(const _: &[u8] = ::core::include_bytes!(#tracked);)* };
    let errors = errors(compiled, span);
    let code: TokenStream = match &compiled.text {
        Some(code) => code.parse().expect("the compiler writes tokens of Rust"),
        None => TokenStream::new(),
    };
    quote! { #code #tracked #errors }
}

/// How many errors of one document are shown: whoever has more mends these first.
const MOST: usize = 100;

/// One compile error per error of the document, at the literal, with the document's line in the message.
fn errors(compiled: &Compiled, span: Span) -> TokenStream {
    let errors =
        compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).take(MOST).map(
            |error| {
                let mut one = Diagnostics::default();
                one.push(error.clone());
                let message = human(&one, &compiled.sources, false);
                quote_spanned! { span => ::core::compile_error!(#message); }
            },
        );
    quote! { #(#errors)* }
}
