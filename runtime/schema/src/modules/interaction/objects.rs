//! What is below `_genesys.ixn`?

use crate::modules::table::{Constant, Function, Object, Parameter, Property, Type};

/// Media of messages.
pub(super) const MESSAGE_MEDIA: &[&str] = &[
    "TMediaAny",
    "TMediaEMail",
    "TMediaFax",
    "TMediaNativeSMS",
    "TMediaSMail",
    "TMediaSMS",
    "TMediaWebForm",
    "TMediaOpenMedia",
];

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "ixn.setuData",
        &[Parameter::new("input", Type::Object), Parameter::optional("ixnid", Type::String)],
        Type::Nothing,
        "merges keys and values into the user data; visible when `interaction.udata.changed` arrives",
    )
    .supported(),
    Function::new(
        "ixn.deleteuData",
        &[Parameter::new("input", Type::Object), Parameter::optional("ixnid", Type::String)],
        Type::Nothing,
        "deletes the keys that the input names; visible when `interaction.udata.changed` arrives",
    )
    .supported(),
    Function::new(
        "ixn.getMediaIntValue",
        &[Parameter::new("media", Type::String)],
        Type::Number,
        "the number of a medium; -1 when there is none of this name",
    )
    .supported(),
];

/// The numbers of `getMediaIntValue` are these too.
pub(super) const CONSTANTS: &[Constant] = &[
    Constant::number("ixn.mediaType.TMediaVoice", 0.0),
    Constant::number("ixn.mediaType.TMediaVoIP", 1.0),
    Constant::number("ixn.mediaType.TMediaEMail", 2.0),
    Constant::number("ixn.mediaType.TMediaVMail", 3.0),
    Constant::number("ixn.mediaType.TMediaSMail", 4.0),
    Constant::number("ixn.mediaType.TMediaChat", 5.0),
    Constant::number("ixn.mediaType.TMediaVideo", 6.0),
    Constant::number("ixn.mediaType.TMediaCobrowsing", 7.0),
    Constant::number("ixn.mediaType.TMediaWhiteboard", 8.0),
    Constant::number("ixn.mediaType.TMediaAppSharing", 9.0),
    Constant::number("ixn.mediaType.TMediaWebform", 10.0),
    Constant::number("ixn.mediaType.TMediaWorkItem", 11.0),
    Constant::number("ixn.mediaType.TMediaCallback", 12.0),
    Constant::number("ixn.mediaType.TMediaFax", 13.0),
    Constant::number("ixn.mediaType.TMediaIMChat", 14.0),
    Constant::number("ixn.mediaType.TMediaBusinessEvent", 15.0),
    Constant::number("ixn.mediaType.TMediaAlert", 16.0),
    Constant::number("ixn.mediaType.TMediaSMS", 17.0),
    Constant::number("ixn.mediaType.TMediaOutboundPreview", 18.0).inferred(),
];

pub(super) const OBJECTS: &[Object] = &[
    Object {
        name: "ixn",
        path: "_genesys.ixn",
        properties: &[
            Property::new(
                "interactions",
                Type::Array,
                "the session's interactions, by position and by id",
            ),
            Property::string("firstixnid", "the id of the first interaction").inferred(),
            Property::new("mediaType", Type::Object, "numbers of media"),
        ],
    },
    Object {
        name: "interaction",
        path: "_genesys.ixn.interactions[id]",
        properties: &[
            Property::string("g_uid", "its id"),
            Property::string("category", "`voice`, `msgbased` or `chat`: the member that is there"),
            Property::new("voice", Type::Object, "what only calls have"),
            Property::new("msgbased", Type::Object, "what only messages have"),
            Property::new("chat", Type::Object, "what only chats have"),
            Property::string("parentid", "the id of the primary call of a consult call"),
            Property::new("udata", Type::Object, "user data"),
            Property::new("xdata", Type::Object, "extension data"),
            Property::new("parties", Type::Array, "the parties"),
            Property::new("tenantid", Type::Any, "the tenant"),
            Property::new("location", Type::Object, "where it is"),
        ],
    },
    Object {
        name: "voice",
        path: "_genesys.ixn.interactions[id].voice",
        properties: &[
            Property::string(
                "type",
                "`inbound`, `outbound`, `internal`, `consult`, `callback` or `unknown`",
            ),
            Property::string("callid", "the switch's id of the call"),
            Property::string("ani", "the caller's number"),
            Property::string("dnis", "the number that was dialled"),
            Property::string("media", "the name of the medium"),
            Property::string("state", "the state of the call").inferred(),
        ],
    },
    Object {
        name: "party",
        path: "_genesys.ixn.interactions[id].parties[i]",
        properties: &[
            Property::string("partyid", "its id").inferred(),
            Property::string("device", "its number"),
            Property::string("state", "its state").inferred(),
            Property::string("focusresource", "its number, named as in events").recalled(),
        ],
    },
    Object {
        name: "msgbased",
        path: "_genesys.ixn.interactions[id].msgbased",
        properties: &[
            Property::string("type", "the kind of message"),
            Property::string(
                "state",
                "`new`, `queued`, `abandoned`, `processing`, `complete` or `unknown`",
            ),
            Property::string("media", "the name of the medium"),
            Property::string("from", "the sender"),
            Property::new("to", Type::Array, "the recipients"),
            Property::new("cc", Type::Array, "who gets a copy"),
            Property::string("queue", "the interaction queue"),
            Property::string("subject", "the subject"),
            Property::string("externalID", "the media server's id"),
            Property::string("view", "the view it was pulled from"),
            Property::new("categories", Type::Array, "categories").recalled(),
        ],
    },
    Object {
        name: "chat",
        path: "_genesys.ixn.interactions[id].chat",
        properties: &[
            Property::string("type", "`unknown`, `chat`, `chatrequest` or `cobrowse`"),
            Property::string(
                "state",
                "`new`, `queued`, `abandoned`, `processing`, `complete` or `unknown`",
            ),
            Property::string("media", "the name of the medium"),
            Property::new("categories", Type::Array, "categories"),
            Property::string("externalID", "the media server's id"),
            Property::new("transcript", Type::Array, "lines of chat"),
        ],
    },
    Object {
        name: "resource",
        path: "an address, as `_event.data.resource` holds it",
        properties: &[
            Property::string("type", "`A`, `AP`, `GA`, `GP`, `WB`, `IQ`, `Q`, `RP` or `DN`"),
            Property::string("dn", "the number"),
            Property::string("agent", "the agent or the agent group"),
            Property::string("place", "the place or the place group"),
            Property::string("id", "the interaction queue or the workbin"),
            Property::string("switch", "the switch of `dn`"),
            Property::string("vq", "the virtual queue"),
            Property::string("wb_type", "the kind of the workbin's owner"),
            Property::string("wb_owner", "the workbin's owner"),
        ],
    },
];
