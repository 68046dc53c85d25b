//! Which local time is it? A fixed distance from UTC, or the rules of a place that the host knows.

use std::fmt::Debug;
use std::sync::Arc;

use super::{DAY, END_OF_TIME};

/// The zone of a session's local times (ECMA-262 5.1, 15.9.1.7 and 15.9.1.8). What is not said is UTC.
#[derive(Clone, Debug)]
pub enum Zone {
    /// So many minutes east of Greenwich, always.
    Offset(i32),
    /// What the rules say.
    Rules(Arc<dyn ZoneRules>),
}

/// The rules of a place, such as `Europe/Berlin`. The runtime knows none: the host brings them.
pub trait ZoneRules: Debug + Send + Sync {
    /// How many minutes east of Greenwich the place is at a moment, in milliseconds since 1970-01-01T00:00:00Z.
    fn minutes_east(&self, moment: f64) -> i32;

    /// What the zone is called at that moment: `Central European Standard Time`.
    fn name(&self, moment: f64) -> String;
}

impl Default for Zone {
    fn default() -> Self {
        Zone::Offset(0)
    }
}

impl Zone {
    /// Minutes east of Greenwich at a moment.
    pub(crate) fn minutes_east(&self, moment: f64) -> i32 {
        match self {
            Zone::Offset(minutes) => *minutes,
            Zone::Rules(rules) => rules.minutes_east(moment),
        }
    }

    fn offset(&self, moment: f64) -> f64 {
        f64::from(self.minutes_east(moment)) * super::MINUTE
    }

    /// LocalTime of a moment.
    pub(crate) fn local(&self, moment: f64) -> f64 {
        moment + self.offset(moment)
    }

    /// The moment of a local time, NaN when it is beyond all dates. Of two the earlier one; one that the clock skips
    /// counts as if it did not.
    pub(crate) fn moment(&self, local: f64) -> f64 {
        if local.is_nan() || local.abs() > END_OF_TIME + DAY {
            return f64::NAN;
        }
        let (before, after) = (self.offset(local - DAY), self.offset(local + DAY));
        let moment = local - before;
        if before == after || self.offset(moment) == before {
            return moment;
        }
        let other = local - after;
        if self.offset(other) == after { other } else { moment }
    }

    /// What `Date.prototype.toString` calls the zone at a moment.
    pub(crate) fn name(&self, moment: f64) -> String {
        match self {
            Zone::Offset(0) => "Coordinated Universal Time".to_owned(),
            Zone::Offset(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                format!("GMT{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
            Zone::Rules(rules) => rules.name(moment),
        }
    }
}
