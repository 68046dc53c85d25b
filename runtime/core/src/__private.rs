//! Every name that generated code may use. Not for people: it changes without notice.

pub use crate::arguments::{arguments, linked_arguments, unmapped_arguments};
pub use crate::content::action::{ActionRequest, Element, action, request_id};
pub use crate::content::delay::Delay;
pub use crate::content::send::{SendRequest, cancel, send, send_id};
pub use crate::content::{
    at, attempt, bind, condition, done_params, foreach_items, in_state, line, log, own_line, raise,
};
pub use crate::event::Event;
pub use crate::generated::{StateId, check_version};
pub use crate::invoke::{InvokeRequest, Source, invoke, invoke_id};
pub use crate::machine::Cx;
pub use crate::outcome::SlotType;
pub use crate::program::{
    Candidates, Function, FunctionKind, Invoke, NONE, Program, Registered, Site, rows, state,
    transition,
};
pub use crate::session::Session;

// Values.
pub use crate::atoms::Atoms;
pub use crate::budget::tick;
pub use crate::builtins::{pop_one as pop, push_one as push};
pub use crate::classes::{
    call_on, class, define_method, define_method_getter, define_method_setter, initialized,
    set_prototype, super_call, super_get, super_method, super_set,
};
pub use crate::concatenate::{concat, primitive, same_string, text_length};
pub use crate::constant::Constant;
pub use crate::convert::{to_number, to_string, truthy, truthy_number};
pub use crate::dom::xml;
pub use crate::enumerate::{keys, still_has};
pub use crate::errors::{ErrorKind, caught, throw, throw_error};
pub use crate::event_object::{event_data, event_field};
pub use crate::event_path::{event_eq, event_path, event_strict_eq};
pub use crate::functions::{
    Completion, NAMED_FUNCTION, argument, block, builtin, call, call_index, call_method,
    call_named, construct, enter_function, env, env_copy, env_get, env_set, function, no_function,
};
pub use crate::lists::{
    Items, Part, copy_members, flat, following, items, list, list_rest, many, object_rest,
    property_key, require_object, rest,
};
pub use crate::literals::{
    array, define_getter, define_member, define_setter, object, template_object,
};
pub use crate::operators::{
    add, bit_and, bit_and_number, bit_not, bit_not_number, bit_or, bit_or_number, bit_xor,
    bit_xor_number, div, eq, ge, gt, increment, instance_of, le, lt, mul, neg, plus, pow, power,
    power as pow_number, rem, shl, shl_number, shr, shr_number, strict_eq, sub, typeof_, ushr,
    ushr_number,
};
pub use crate::properties::{delete, delete_index, get, get_index, in_operator, set, set_index};
pub use crate::read::{read_literal, read_path};
pub use crate::regexps::{Regexp, regexp};
pub use crate::scope::{
    declare, load, load_global, load_member, slot_number, store, store_global, typeof_global,
    unbind,
};
pub use crate::strings::string16;
pub use crate::system::{System, assign_system, system, typeof_system};
pub use crate::value::{Env, NAN, R, Thrown, Value, is_nullish, is_true, number};
pub use crate::xml::ConstantXml as Xml;
