//! What does ECMAScript define, and which of it is here? One table of globals, statics and prototype methods.
//!
//! The compiler resolves names in it, the runtime makes its dispatch table from it: adding a built-in is one row
//! here and one function in the runtime. The number of a built-in is the place of its row.

/// Hands all rows to the macro `$then`: identifier, owner, name, and in brackets what it is.
///
/// - `object`: a namespace
/// - `prototype P`: the `prototype` of its owner, inheriting from `P`
/// - `function N path`: a function of `N` parameters; `path` is the runtime's function
/// - `constructor N path`: the same, with `new` as well
/// - `getter path`: a property that only the runtime's function reads
/// - `number V`, `text V`: a constant
/// - `later`: named by ECMA-262, not here yet
#[macro_export]
macro_rules! builtin_rows {
    ($then:ident) => {
        $then! {
            GLOBAL NONE "" [object]
            DATA NONE "_data" [object]
            SYSTEM_X NONE "_x" [object]

            NAN GLOBAL "NaN" [number f64::NAN]
            INFINITY GLOBAL "Infinity" [number f64::INFINITY]
            UNDEFINED GLOBAL "undefined" [undefined]
            PARSE_INT GLOBAL "parseInt" [function 2 global::parse_int]
            PARSE_FLOAT GLOBAL "parseFloat" [function 1 global::parse_float]
            IS_NAN GLOBAL "isNaN" [function 1 global::is_nan]
            IS_FINITE GLOBAL "isFinite" [function 1 global::is_finite]
            UNEVAL GLOBAL "uneval" [function 1 global::uneval]
            EVAL GLOBAL "eval" [later]
            DECODE_URI GLOBAL "decodeURI" [later]
            DECODE_URI_COMPONENT GLOBAL "decodeURIComponent" [later]
            ENCODE_URI GLOBAL "encodeURI" [later]
            ENCODE_URI_COMPONENT GLOBAL "encodeURIComponent" [later]
            ESCAPE GLOBAL "escape" [later]
            UNESCAPE GLOBAL "unescape" [later]
            DATE GLOBAL "Date" [later]
            MAP GLOBAL "Map" [later]
            SET GLOBAL "Set" [later]
            WEAK_MAP GLOBAL "WeakMap" [later]
            WEAK_SET GLOBAL "WeakSet" [later]
            PROMISE GLOBAL "Promise" [later]
            SYMBOL GLOBAL "Symbol" [later]
            PROXY GLOBAL "Proxy" [later]
            REFLECT GLOBAL "Reflect" [later]
            XML GLOBAL "XML" [later]

            IN GLOBAL "In" [function 1 platform::in_]
            LOG GLOBAL "__Log" [function 1 platform::log]
            RAISE GLOBAL "__Raise" [function 2 platform::raise]
            GET_DOCUMENT_URL GLOBAL "__GetDocumentURL" [function 0 platform::get_document_url]
            GET_CURRENT_STATES GLOBAL "__GetCurrentStates" [function 0 platform::get_current_states]
            CONSOLE GLOBAL "console" [object]
            CONSOLE_LOG CONSOLE "log" [function 0 platform::console_log]

            OBJECT GLOBAL "Object" [constructor 1 object::construct]
            OBJECT_PROTOTYPE OBJECT "prototype" [prototype NONE]
            OBJECT_KEYS OBJECT "keys" [function 1 object::keys]
            OBJECT_GET_PROTOTYPE_OF OBJECT "getPrototypeOf" [function 1 object::get_prototype_of]
            OBJECT_GET_OWN_PROPERTY_NAMES OBJECT "getOwnPropertyNames" [function 1 object::get_own_property_names]
            OBJECT_CREATE OBJECT "create" [later]
            OBJECT_DEFINE_PROPERTY OBJECT "defineProperty" [later]
            OBJECT_DEFINE_PROPERTIES OBJECT "defineProperties" [later]
            OBJECT_GET_OWN_PROPERTY_DESCRIPTOR OBJECT "getOwnPropertyDescriptor" [later]
            OBJECT_PREVENT_EXTENSIONS OBJECT "preventExtensions" [later]
            OBJECT_IS_EXTENSIBLE OBJECT "isExtensible" [later]
            OBJECT_SEAL OBJECT "seal" [later]
            OBJECT_IS_SEALED OBJECT "isSealed" [later]
            OBJECT_FREEZE OBJECT "freeze" [later]
            OBJECT_IS_FROZEN OBJECT "isFrozen" [later]
            OBJECT_ASSIGN OBJECT "assign" [later]
            OBJECT_VALUES OBJECT "values" [later]
            OBJECT_ENTRIES OBJECT "entries" [later]
            OBJECT_TO_STRING OBJECT_PROTOTYPE "toString" [function 0 object::to_string]
            OBJECT_TO_LOCALE_STRING OBJECT_PROTOTYPE "toLocaleString" [function 0 object::to_locale_string]
            OBJECT_TO_SOURCE OBJECT_PROTOTYPE "toSource" [function 0 object::to_source]
            OBJECT_VALUE_OF OBJECT_PROTOTYPE "valueOf" [function 0 object::value_of]
            OBJECT_HAS_OWN_PROPERTY OBJECT_PROTOTYPE "hasOwnProperty" [function 1 object::has_own_property]
            OBJECT_IS_PROTOTYPE_OF OBJECT_PROTOTYPE "isPrototypeOf" [function 1 object::is_prototype_of]
            OBJECT_PROPERTY_IS_ENUMERABLE OBJECT_PROTOTYPE "propertyIsEnumerable" [function 1 object::property_is_enumerable]

            FUNCTION GLOBAL "Function" [constructor 1 function::construct]
            FUNCTION_PROTOTYPE FUNCTION "prototype" [prototype OBJECT_PROTOTYPE]
            FUNCTION_CALL FUNCTION_PROTOTYPE "call" [function 1 function::call]
            FUNCTION_APPLY FUNCTION_PROTOTYPE "apply" [function 2 function::apply]
            FUNCTION_TO_STRING FUNCTION_PROTOTYPE "toString" [function 0 function::to_string]
            FUNCTION_TO_SOURCE FUNCTION_PROTOTYPE "toSource" [function 0 function::to_source]
            FUNCTION_BIND FUNCTION_PROTOTYPE "bind" [later]

            ARRAY GLOBAL "Array" [constructor 1 array::construct]
            ARRAY_PROTOTYPE ARRAY "prototype" [prototype OBJECT_PROTOTYPE]
            ARRAY_IS_ARRAY ARRAY "isArray" [function 1 array::is_array]
            ARRAY_FROM ARRAY "from" [later]
            ARRAY_OF ARRAY "of" [later]
            ARRAY_TO_STRING ARRAY_PROTOTYPE "toString" [function 0 array::to_string]
            ARRAY_TO_LOCALE_STRING ARRAY_PROTOTYPE "toLocaleString" [function 0 array::to_string]
            ARRAY_TO_SOURCE ARRAY_PROTOTYPE "toSource" [function 0 array::to_source]
            ARRAY_CONCAT ARRAY_PROTOTYPE "concat" [function 1 array::concat]
            ARRAY_JOIN ARRAY_PROTOTYPE "join" [function 1 array::join]
            ARRAY_POP ARRAY_PROTOTYPE "pop" [function 0 array::pop]
            ARRAY_PUSH ARRAY_PROTOTYPE "push" [function 1 array::push]
            ARRAY_REVERSE ARRAY_PROTOTYPE "reverse" [function 0 array::reverse]
            ARRAY_SHIFT ARRAY_PROTOTYPE "shift" [function 0 array::shift]
            ARRAY_SLICE ARRAY_PROTOTYPE "slice" [function 2 array::slice]
            ARRAY_SORT ARRAY_PROTOTYPE "sort" [function 1 array::sort]
            ARRAY_SPLICE ARRAY_PROTOTYPE "splice" [function 2 array::splice]
            ARRAY_UNSHIFT ARRAY_PROTOTYPE "unshift" [function 1 array::unshift]
            ARRAY_INDEX_OF ARRAY_PROTOTYPE "indexOf" [function 1 array::index_of]
            ARRAY_LAST_INDEX_OF ARRAY_PROTOTYPE "lastIndexOf" [function 1 array::last_index_of]
            ARRAY_EVERY ARRAY_PROTOTYPE "every" [function 1 array::every]
            ARRAY_SOME ARRAY_PROTOTYPE "some" [function 1 array::some]
            ARRAY_FOR_EACH ARRAY_PROTOTYPE "forEach" [function 1 array::for_each]
            ARRAY_MAP ARRAY_PROTOTYPE "map" [function 1 array::map]
            ARRAY_FILTER ARRAY_PROTOTYPE "filter" [function 1 array::filter]
            ARRAY_REDUCE ARRAY_PROTOTYPE "reduce" [function 1 array::reduce]
            ARRAY_REDUCE_RIGHT ARRAY_PROTOTYPE "reduceRight" [function 1 array::reduce_right]
            ARRAY_FIND ARRAY_PROTOTYPE "find" [later]
            ARRAY_FIND_INDEX ARRAY_PROTOTYPE "findIndex" [later]
            ARRAY_FILL ARRAY_PROTOTYPE "fill" [later]

            STRING GLOBAL "String" [constructor 1 string::construct]
            STRING_PROTOTYPE STRING "prototype" [prototype OBJECT_PROTOTYPE]
            STRING_FROM_CHAR_CODE STRING "fromCharCode" [function 1 string::from_char_code]
            STRING_TO_STRING STRING_PROTOTYPE "toString" [function 0 string::to_string]
            STRING_TO_SOURCE STRING_PROTOTYPE "toSource" [function 0 string::to_source]
            STRING_VALUE_OF STRING_PROTOTYPE "valueOf" [function 0 string::to_string]
            STRING_CHAR_AT STRING_PROTOTYPE "charAt" [function 1 string::char_at]
            STRING_CHAR_CODE_AT STRING_PROTOTYPE "charCodeAt" [function 1 string::char_code_at]
            STRING_CONCAT STRING_PROTOTYPE "concat" [function 1 string::concat]
            STRING_INDEX_OF STRING_PROTOTYPE "indexOf" [function 1 string::index_of]
            STRING_LAST_INDEX_OF STRING_PROTOTYPE "lastIndexOf" [function 1 string::last_index_of]
            STRING_REPLACE STRING_PROTOTYPE "replace" [function 2 string::replace]
            STRING_SLICE STRING_PROTOTYPE "slice" [function 2 string::slice]
            STRING_SPLIT STRING_PROTOTYPE "split" [function 2 string::split]
            STRING_SUBSTRING STRING_PROTOTYPE "substring" [function 2 string::substring]
            STRING_SUBSTR STRING_PROTOTYPE "substr" [function 2 string::substr]
            STRING_TO_LOWER_CASE STRING_PROTOTYPE "toLowerCase" [function 0 string::to_lower_case]
            STRING_TO_LOCALE_LOWER_CASE STRING_PROTOTYPE "toLocaleLowerCase" [function 0 string::to_lower_case]
            STRING_TO_UPPER_CASE STRING_PROTOTYPE "toUpperCase" [function 0 string::to_upper_case]
            STRING_TO_LOCALE_UPPER_CASE STRING_PROTOTYPE "toLocaleUpperCase" [function 0 string::to_upper_case]
            STRING_TRIM STRING_PROTOTYPE "trim" [function 0 string::trim]
            STRING_MATCH STRING_PROTOTYPE "match" [function 1 string::match_]
            STRING_SEARCH STRING_PROTOTYPE "search" [function 1 string::search]
            STRING_LOCALE_COMPARE STRING_PROTOTYPE "localeCompare" [later]
            STRING_INCLUDES STRING_PROTOTYPE "includes" [later]
            STRING_STARTS_WITH STRING_PROTOTYPE "startsWith" [later]
            STRING_ENDS_WITH STRING_PROTOTYPE "endsWith" [later]
            STRING_REPEAT STRING_PROTOTYPE "repeat" [later]
            STRING_PAD_START STRING_PROTOTYPE "padStart" [later]
            STRING_PAD_END STRING_PROTOTYPE "padEnd" [later]

            REG_EXP GLOBAL "RegExp" [constructor 2 reg_exp::construct]
            REG_EXP_PROTOTYPE REG_EXP "prototype" [prototype OBJECT_PROTOTYPE]
            REG_EXP_EXEC REG_EXP_PROTOTYPE "exec" [function 1 reg_exp::exec]
            REG_EXP_TEST REG_EXP_PROTOTYPE "test" [function 1 reg_exp::test]
            REG_EXP_TO_STRING REG_EXP_PROTOTYPE "toString" [function 0 reg_exp::to_string]
            REG_EXP_TO_SOURCE REG_EXP_PROTOTYPE "toSource" [function 0 reg_exp::to_string]
            REG_EXP_COMPILE REG_EXP_PROTOTYPE "compile" [later]

            BOOLEAN GLOBAL "Boolean" [constructor 1 boolean::construct]
            BOOLEAN_PROTOTYPE BOOLEAN "prototype" [prototype OBJECT_PROTOTYPE]
            BOOLEAN_TO_STRING BOOLEAN_PROTOTYPE "toString" [function 0 boolean::to_string]
            BOOLEAN_TO_SOURCE BOOLEAN_PROTOTYPE "toSource" [function 0 boolean::to_source]
            BOOLEAN_VALUE_OF BOOLEAN_PROTOTYPE "valueOf" [function 0 boolean::value_of]

            NUMBER GLOBAL "Number" [constructor 1 number::construct]
            NUMBER_PROTOTYPE NUMBER "prototype" [prototype OBJECT_PROTOTYPE]
            NUMBER_MAX_VALUE NUMBER "MAX_VALUE" [number f64::MAX]
            NUMBER_MIN_VALUE NUMBER "MIN_VALUE" [number 5e-324]
            NUMBER_NAN NUMBER "NaN" [number f64::NAN]
            NUMBER_NEGATIVE_INFINITY NUMBER "NEGATIVE_INFINITY" [number f64::NEG_INFINITY]
            NUMBER_POSITIVE_INFINITY NUMBER "POSITIVE_INFINITY" [number f64::INFINITY]
            NUMBER_IS_INTEGER NUMBER "isInteger" [later]
            NUMBER_IS_NAN NUMBER "isNaN" [later]
            NUMBER_IS_FINITE NUMBER "isFinite" [later]
            NUMBER_PARSE_INT NUMBER "parseInt" [later]
            NUMBER_PARSE_FLOAT NUMBER "parseFloat" [later]
            NUMBER_TO_STRING NUMBER_PROTOTYPE "toString" [function 1 number::to_string]
            NUMBER_TO_LOCALE_STRING NUMBER_PROTOTYPE "toLocaleString" [function 0 number::to_locale_string]
            NUMBER_TO_SOURCE NUMBER_PROTOTYPE "toSource" [function 0 number::to_source]
            NUMBER_VALUE_OF NUMBER_PROTOTYPE "valueOf" [function 0 number::value_of]
            NUMBER_TO_FIXED NUMBER_PROTOTYPE "toFixed" [later]
            NUMBER_TO_EXPONENTIAL NUMBER_PROTOTYPE "toExponential" [later]
            NUMBER_TO_PRECISION NUMBER_PROTOTYPE "toPrecision" [later]

            MATH GLOBAL "Math" [object]
            MATH_E MATH "E" [number core::f64::consts::E]
            MATH_LN10 MATH "LN10" [number core::f64::consts::LN_10]
            MATH_LN2 MATH "LN2" [number core::f64::consts::LN_2]
            MATH_LOG2E MATH "LOG2E" [number core::f64::consts::LOG2_E]
            MATH_LOG10E MATH "LOG10E" [number core::f64::consts::LOG10_E]
            MATH_PI MATH "PI" [number core::f64::consts::PI]
            MATH_SQRT1_2 MATH "SQRT1_2" [number core::f64::consts::FRAC_1_SQRT_2]
            MATH_SQRT2 MATH "SQRT2" [number core::f64::consts::SQRT_2]
            MATH_ABS MATH "abs" [function 1 math::abs]
            MATH_ACOS MATH "acos" [function 1 math::acos]
            MATH_ASIN MATH "asin" [function 1 math::asin]
            MATH_ATAN MATH "atan" [function 1 math::atan]
            MATH_ATAN2 MATH "atan2" [function 2 math::atan2]
            MATH_CEIL MATH "ceil" [function 1 math::ceil]
            MATH_COS MATH "cos" [function 1 math::cos]
            MATH_EXP MATH "exp" [function 1 math::exp]
            MATH_FLOOR MATH "floor" [function 1 math::floor]
            MATH_LOG MATH "log" [function 1 math::log]
            MATH_MAX MATH "max" [function 2 math::max]
            MATH_MIN MATH "min" [function 2 math::min]
            MATH_POW MATH "pow" [function 2 math::pow]
            MATH_RANDOM MATH "random" [function 0 math::random]
            MATH_ROUND MATH "round" [function 1 math::round]
            MATH_SIN MATH "sin" [function 1 math::sin]
            MATH_SQRT MATH "sqrt" [function 1 math::sqrt]
            MATH_TAN MATH "tan" [function 1 math::tan]
            MATH_TRUNC MATH "trunc" [later]
            MATH_SIGN MATH "sign" [later]

            JSON GLOBAL "JSON" [object]
            JSON_PARSE JSON "parse" [function 2 json::parse]
            JSON_STRINGIFY JSON "stringify" [function 3 json::stringify]
            JSON_EVAL JSON "eval" [later]

            ERROR GLOBAL "Error" [constructor 1 error::construct]
            ERROR_PROTOTYPE ERROR "prototype" [prototype OBJECT_PROTOTYPE]
            ERROR_NAME ERROR_PROTOTYPE "name" [text "Error"]
            ERROR_MESSAGE ERROR_PROTOTYPE "message" [text ""]
            ERROR_TO_STRING ERROR_PROTOTYPE "toString" [function 0 error::to_string]
            ERROR_TO_SOURCE ERROR_PROTOTYPE "toSource" [function 0 error::to_source]
            EVAL_ERROR GLOBAL "EvalError" [constructor 1 error::construct_eval]
            EVAL_ERROR_PROTOTYPE EVAL_ERROR "prototype" [prototype ERROR_PROTOTYPE]
            EVAL_ERROR_NAME EVAL_ERROR_PROTOTYPE "name" [text "EvalError"]
            EVAL_ERROR_MESSAGE EVAL_ERROR_PROTOTYPE "message" [text ""]
            RANGE_ERROR GLOBAL "RangeError" [constructor 1 error::construct_range]
            RANGE_ERROR_PROTOTYPE RANGE_ERROR "prototype" [prototype ERROR_PROTOTYPE]
            RANGE_ERROR_NAME RANGE_ERROR_PROTOTYPE "name" [text "RangeError"]
            RANGE_ERROR_MESSAGE RANGE_ERROR_PROTOTYPE "message" [text ""]
            REFERENCE_ERROR GLOBAL "ReferenceError" [constructor 1 error::construct_reference]
            REFERENCE_ERROR_PROTOTYPE REFERENCE_ERROR "prototype" [prototype ERROR_PROTOTYPE]
            REFERENCE_ERROR_NAME REFERENCE_ERROR_PROTOTYPE "name" [text "ReferenceError"]
            REFERENCE_ERROR_MESSAGE REFERENCE_ERROR_PROTOTYPE "message" [text ""]
            SYNTAX_ERROR GLOBAL "SyntaxError" [constructor 1 error::construct_syntax]
            SYNTAX_ERROR_PROTOTYPE SYNTAX_ERROR "prototype" [prototype ERROR_PROTOTYPE]
            SYNTAX_ERROR_NAME SYNTAX_ERROR_PROTOTYPE "name" [text "SyntaxError"]
            SYNTAX_ERROR_MESSAGE SYNTAX_ERROR_PROTOTYPE "message" [text ""]
            TYPE_ERROR GLOBAL "TypeError" [constructor 1 error::construct_type]
            TYPE_ERROR_PROTOTYPE TYPE_ERROR "prototype" [prototype ERROR_PROTOTYPE]
            TYPE_ERROR_NAME TYPE_ERROR_PROTOTYPE "name" [text "TypeError"]
            TYPE_ERROR_MESSAGE TYPE_ERROR_PROTOTYPE "message" [text ""]
            URI_ERROR GLOBAL "URIError" [constructor 1 error::construct_uri]
            URI_ERROR_PROTOTYPE URI_ERROR "prototype" [prototype ERROR_PROTOTYPE]
            URI_ERROR_NAME URI_ERROR_PROTOTYPE "name" [text "URIError"]
            URI_ERROR_MESSAGE URI_ERROR_PROTOTYPE "message" [text ""]

            NODE NONE "Node" [object]
            NODE_PROTOTYPE NODE "prototype" [prototype OBJECT_PROTOTYPE]
            NODE_NODE_TYPE NODE_PROTOTYPE "nodeType" [getter dom::node_type]
            NODE_NODE_NAME NODE_PROTOTYPE "nodeName" [getter dom::name]
            NODE_NODE_VALUE NODE_PROTOTYPE "nodeValue" [getter dom::value]
            NODE_TEXT_CONTENT NODE_PROTOTYPE "textContent" [getter dom::text_content]
            NODE_OWNER_DOCUMENT NODE_PROTOTYPE "ownerDocument" [getter dom::owner_document]
            NODE_PARENT_NODE NODE_PROTOTYPE "parentNode" [getter dom::parent_node]
            NODE_CHILD_NODES NODE_PROTOTYPE "childNodes" [getter dom::child_nodes]
            NODE_FIRST_CHILD NODE_PROTOTYPE "firstChild" [getter dom::first_child]
            NODE_LAST_CHILD NODE_PROTOTYPE "lastChild" [getter dom::last_child]
            NODE_NEXT_SIBLING NODE_PROTOTYPE "nextSibling" [getter dom::next_sibling]
            NODE_PREVIOUS_SIBLING NODE_PROTOTYPE "previousSibling" [getter dom::previous_sibling]
            NODE_HAS_CHILD_NODES NODE_PROTOTYPE "hasChildNodes" [function 0 dom::has_child_nodes]
            NODE_TO_STRING NODE_PROTOTYPE "toString" [function 0 dom::to_string]
            NODE_TO_SOURCE NODE_PROTOTYPE "toSource" [function 0 dom::to_string]
            NODE_TO_JSON NODE_PROTOTYPE "toJSON" [function 0 dom::to_string]

            PARENT_NODE NONE "ParentNode" [object]
            PARENT_NODE_PROTOTYPE PARENT_NODE "prototype" [prototype NODE_PROTOTYPE]
            PARENT_NODE_CHILDREN PARENT_NODE_PROTOTYPE "children" [getter dom::children]
            PARENT_NODE_CHILD_ELEMENT_COUNT PARENT_NODE_PROTOTYPE "childElementCount" [getter dom::child_element_count]
            PARENT_NODE_FIRST_ELEMENT_CHILD PARENT_NODE_PROTOTYPE "firstElementChild" [getter dom::first_element_child]
            PARENT_NODE_LAST_ELEMENT_CHILD PARENT_NODE_PROTOTYPE "lastElementChild" [getter dom::last_element_child]
            PARENT_NODE_GET_ELEMENTS_BY_TAG_NAME PARENT_NODE_PROTOTYPE "getElementsByTagName" [function 1 dom::find::get_elements_by_tag_name]
            PARENT_NODE_GET_ELEMENTS_BY_TAG_NAME_NS PARENT_NODE_PROTOTYPE "getElementsByTagNameNS" [function 2 dom::find::get_elements_by_tag_name_ns]
            PARENT_NODE_GET_ELEMENT_BY_ID PARENT_NODE_PROTOTYPE "getElementById" [function 1 dom::find::get_element_by_id]

            XML_DOCUMENT NONE "Document" [object]
            DOCUMENT_PROTOTYPE XML_DOCUMENT "prototype" [prototype PARENT_NODE_PROTOTYPE]
            DOCUMENT_DOCUMENT_ELEMENT DOCUMENT_PROTOTYPE "documentElement" [getter dom::document_element]

            XML_ELEMENT NONE "Element" [object]
            ELEMENT_PROTOTYPE XML_ELEMENT "prototype" [prototype PARENT_NODE_PROTOTYPE]
            ELEMENT_TAG_NAME ELEMENT_PROTOTYPE "tagName" [getter dom::name]
            ELEMENT_LOCAL_NAME ELEMENT_PROTOTYPE "localName" [getter dom::local_name]
            ELEMENT_PREFIX ELEMENT_PROTOTYPE "prefix" [getter dom::prefix]
            ELEMENT_NAMESPACE_URI ELEMENT_PROTOTYPE "namespaceURI" [getter dom::namespace_uri]
            ELEMENT_ATTRIBUTES ELEMENT_PROTOTYPE "attributes" [getter dom::attributes]
            ELEMENT_NEXT_ELEMENT_SIBLING ELEMENT_PROTOTYPE "nextElementSibling" [getter dom::next_element_sibling]
            ELEMENT_PREVIOUS_ELEMENT_SIBLING ELEMENT_PROTOTYPE "previousElementSibling" [getter dom::previous_element_sibling]
            ELEMENT_GET_ATTRIBUTE ELEMENT_PROTOTYPE "getAttribute" [function 1 dom::find::get_attribute]
            ELEMENT_GET_ATTRIBUTE_NS ELEMENT_PROTOTYPE "getAttributeNS" [function 2 dom::find::get_attribute_ns]
            ELEMENT_HAS_ATTRIBUTE ELEMENT_PROTOTYPE "hasAttribute" [function 1 dom::find::has_attribute]
            ELEMENT_HAS_ATTRIBUTE_NS ELEMENT_PROTOTYPE "hasAttributeNS" [function 2 dom::find::has_attribute_ns]
            ELEMENT_GET_ATTRIBUTE_NODE ELEMENT_PROTOTYPE "getAttributeNode" [function 1 dom::find::get_attribute_node]
            ELEMENT_GET_ATTRIBUTE_NODE_NS ELEMENT_PROTOTYPE "getAttributeNodeNS" [function 2 dom::find::get_attribute_node_ns]

            ATTR NONE "Attr" [object]
            ATTR_PROTOTYPE ATTR "prototype" [prototype NODE_PROTOTYPE]
            ATTR_NAME ATTR_PROTOTYPE "name" [getter dom::name]
            ATTR_LOCAL_NAME ATTR_PROTOTYPE "localName" [getter dom::local_name]
            ATTR_PREFIX ATTR_PROTOTYPE "prefix" [getter dom::prefix]
            ATTR_NAMESPACE_URI ATTR_PROTOTYPE "namespaceURI" [getter dom::namespace_uri]
            ATTR_VALUE ATTR_PROTOTYPE "value" [getter dom::value]
            ATTR_OWNER_ELEMENT ATTR_PROTOTYPE "ownerElement" [getter dom::owner_element]

            XML_TEXT NONE "Text" [object]
            TEXT_PROTOTYPE XML_TEXT "prototype" [prototype NODE_PROTOTYPE]
            TEXT_DATA TEXT_PROTOTYPE "data" [getter dom::value]
            TEXT_LENGTH TEXT_PROTOTYPE "length" [getter dom::length]

            NODE_LIST NONE "NodeList" [object]
            NODE_LIST_PROTOTYPE NODE_LIST "prototype" [prototype OBJECT_PROTOTYPE]
            NODE_LIST_ITEM NODE_LIST_PROTOTYPE "item" [function 1 dom::item]
            NAMED_NODE_MAP NONE "NamedNodeMap" [object]
            NAMED_NODE_MAP_PROTOTYPE NAMED_NODE_MAP "prototype" [prototype NODE_LIST_PROTOTYPE]
            NAMED_NODE_MAP_GET_NAMED_ITEM NAMED_NODE_MAP_PROTOTYPE "getNamedItem" [function 1 dom::find::get_attribute_node]
            NAMED_NODE_MAP_GET_NAMED_ITEM_NS NAMED_NODE_MAP_PROTOTYPE "getNamedItemNS" [function 2 dom::find::get_attribute_node_ns]
        }
    };
}

/// A built-in.
#[derive(Clone, Copy, Debug)]
pub struct Builtin {
    /// The number of the object whose property it is, or [`NONE`].
    pub owner: u32,
    /// The name of that property.
    pub name: &'static str,
    /// What it is.
    pub kind: Kind,
}

/// What a built-in is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A namespace, such as `Math`.
    Object,
    /// The `prototype` of its owner; it inherits from the built-in of this number.
    Prototype(u32),
    /// A function and its `length`.
    Function(u8),
    /// A function that `new` can call too.
    Constructor(u8),
    /// A property that is read by calling a function.
    Getter,
    /// A constant number.
    Number(f64),
    /// A constant string.
    Text(&'static str),
    /// `undefined`
    Undefined,
    /// Named by ECMA-262 or a well-known implementation, but not here yet: to use it is a compile error.
    Later,
}

/// No built-in.
pub const NONE: u32 = u32::MAX;

macro_rules! kind {
    (object) => {
        Kind::Object
    };
    (prototype $parent:ident) => {
        Kind::Prototype($parent)
    };
    (function $length:literal $code:path) => {
        Kind::Function($length)
    };
    (constructor $length:literal $code:path) => {
        Kind::Constructor($length)
    };
    (getter $code:path) => {
        Kind::Getter
    };
    (number $value:expr) => {
        Kind::Number($value)
    };
    (text $value:literal) => {
        Kind::Text($value)
    };
    (undefined) => {
        Kind::Undefined
    };
    (later) => {
        Kind::Later
    };
}

macro_rules! table {
    ($($id:ident $owner:ident $name:literal [$($kind:tt)+])*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the rows")]
        enum Row { $($id,)* }
        $(#[doc = concat!("The number of the built-in `", $name, "`.")] pub const $id: u32 = Row::$id as u32;)*
        /// All built-ins; a number is a place.
        pub const BUILTINS: &[Builtin] =
            &[$(Builtin { owner: $owner, name: $name, kind: kind!($($kind)+) },)*];
    };
}
builtin_rows!(table);

fn member(owner: u32, name: &str) -> Option<u32> {
    (0..)
        .zip(BUILTINS)
        .find(|(_, row)| row.owner == owner && row.name == name)
        .map(|(number, _)| number)
}

/// The global of this name, whether it is here or [`Kind::Later`].
pub fn lookup_global(name: &str) -> Option<u32> {
    member(GLOBAL, name)
}

/// The property `name` of the global `object`, such as `Math.floor`, whether it is here or [`Kind::Later`].
pub fn lookup_static(object: &str, name: &str) -> Option<u32> {
    member(lookup_global(object)?, name)
}

/// The property `name` of the built-in of the number `owner`, whether it is here or [`Kind::Later`].
pub fn lookup_member(owner: u32, name: &str) -> Option<u32> {
    member(owner, name)
}

/// Whether there is a built-in of this number to use.
pub fn is_supported(number: u32) -> bool {
    BUILTINS.get(number as usize).is_some_and(|row| !matches!(row.kind, Kind::Later))
}

/// The prototypes (`String.prototype`, say) that ECMA-262 gives a method of this name, when none of them has it yet:
/// to call such a method on anything but an object that defines it cannot work.
pub fn unsupported_method(name: &str) -> Option<&'static str> {
    let mut found = None;
    for row in BUILTINS.iter().filter(|row| row.name == name) {
        let Some(owner) = BUILTINS.get(row.owner as usize) else { continue };
        if !matches!(owner.kind, Kind::Prototype(_)) {
            continue;
        }
        if !matches!(row.kind, Kind::Later) {
            return None;
        }
        found = found.or(BUILTINS.get(owner.owner as usize).map(|constructor| constructor.name));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_with_their_support() {
        assert_eq!(lookup_global("Math"), Some(MATH));
        assert_eq!(lookup_static("Math", "floor"), Some(MATH_FLOOR));
        assert!(is_supported(MATH_FLOOR));
        assert!(lookup_global("Date").is_some_and(|date| !is_supported(date)));
        assert_eq!(lookup_global("floor"), None);
        assert_eq!(unsupported_method("toFixed"), Some("Number"));
        assert_eq!(unsupported_method("indexOf"), None);
        assert_eq!(unsupported_method("myMethod"), None);
    }

    #[test]
    fn no_owner_has_two_rows_of_one_name() {
        for (place, row) in BUILTINS.iter().enumerate() {
            assert!(
                !BUILTINS[..place]
                    .iter()
                    .any(|other| other.owner == row.owner && other.name == row.name),
                "{}",
                row.name
            );
        }
    }
}
