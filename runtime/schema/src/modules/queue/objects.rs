//! What is below `_genesys.queue`?

use crate::modules::table::{Constant, Function, Parameter, Type};

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new(
        "queue.reserveTarget",
        &[
            Parameter::new("ixnid", Type::String),
            Parameter::new("target", Type::String),
            Parameter::new("time", Type::String),
        ],
        Type::Nothing,
        "sets for how many seconds a chosen target is kept from other submits",
    ),
    Function::new(
        "queue.cCTExtractTargets",
        &[
            Parameter::new("ixnid", Type::String),
            Parameter::new("statserver", Type::String),
            Parameter::new("input", Type::String),
        ],
        Type::String,
        "makes a list of possible targets",
    ),
    Function::new(
        "queue.checkAgentState",
        &[],
        Type::Nothing,
        "sets whether targets must be ready",
    ),
    Function::new(
        "queue.excludeAgents",
        &[],
        Type::Nothing,
        "excludes agents from all selections to come",
    ),
    Function::new(
        "queue.priorityTuning",
        &[],
        Type::Nothing,
        "sets what orders interactions of the same priority",
    ),
];

/// Members of the enumerations are confirmed, their numbers are their places.
pub(super) const CONSTANTS: &[Constant] = &[
    Constant::number("queue.usecapcond.Never", 0.0).inferred(),
    Constant::number("queue.usecapcond.Only", 1.0).inferred(),
    Constant::number("queue.usecapcond.OnStatError", 2.0).inferred(),
    Constant::number("queue.rType.RouteTypeUnknown", 0.0).inferred(),
    Constant::number("queue.rType.RouteTypeDefault", 1.0).inferred(),
    Constant::number("queue.rType.RouteTypeLabel", 2.0).inferred(),
    Constant::number("queue.rType.RouteTypeOverwriteDNIS", 3.0).inferred(),
    Constant::number("queue.rType.RouteTypeDDD", 4.0).inferred(),
    Constant::number("queue.rType.RouteTypeIDDD", 5.0).inferred(),
    Constant::number("queue.rType.RouteTypeDirect", 6.0).inferred(),
    Constant::number("queue.rType.RouteTypeReject", 7.0).inferred(),
    Constant::number("queue.rType.RouteTypeAnnouncement", 8.0).inferred(),
    Constant::number("queue.rType.RouteTypePostFeature", 9.0).inferred(),
    Constant::number("queue.rType.RouteTypeDirectAgent", 10.0).inferred(),
    Constant::number("queue.rType.RouteTypeGetFromDN", 11.0).inferred(),
    Constant::number("queue.overwriteType.UseANI", 0.0).inferred(),
    Constant::number("queue.overwriteType.UseConfig", 1.0).inferred(),
    Constant::number("queue.overwriteType.UseDNIS", 2.0).inferred(),
    Constant::number("queue.overwriteType.UseNone", 3.0).inferred(),
];
