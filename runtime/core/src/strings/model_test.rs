//! Does a heap of strings that are joined, cut and collected at random hold what plain vectors of units hold?

use crate::builtins::call as call_builtin;
use crate::operators::{add, strict_eq};
use crate::testing::run;
use crate::{Cx, Value};
use scxml_schema::builtins::STRING_SLICE;

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

fn fresh(random: &mut Random, cx: &mut Cx<'_>) -> (Value, Vec<u16>) {
    let letters = [0x61, 0x62, 0xE9, 0x20AC, 0xD83D, 0xDE00];
    let kinds = if random.below(3) == 0 { letters.len() } else { 2 };
    let length = [0, 1, 5, 14, 15, 70][random.below(6)];
    let units: Vec<u16> = (0..length).map(|_| letters[random.below(kinds)]).collect();
    (cx.machine.realm.string_of_units(&units), units)
}

#[test]
fn strings_hold_what_vectors_hold() {
    let mut random = Random(7);
    run(|cx| {
        let mut pool = vec![fresh(&mut random, cx)];
        for turn in 0..30_000 {
            let (a, b) = (random.below(pool.len()), random.below(pool.len()));
            let made = match random.below(8) {
                0 => fresh(&mut random, cx),
                1..=4 => {
                    let value = add(pool[a].0, pool[b].0, cx).expect("it fits");
                    (value, [&pool[a].1[..], &pool[b].1].concat())
                }
                _ => {
                    let length = pool[a].1.len();
                    let end = random.below(length + 1);
                    let start = random.below(end + 1);
                    let arguments = [start, end].map(|place| Value::number(place as f64));
                    let part =
                        call_builtin(STRING_SLICE, pool[a].0, &arguments, cx).expect("a string");
                    (part, pool[a].1[start..end].to_vec())
                }
            };
            // What was there must not have changed either.
            let checked = random.below(pool.len());
            for (value, units) in [&made, &pool[checked]] {
                let actual: Vec<u16> = cx.machine.realm.flat(*value).iter().collect();
                assert_eq!(&actual, units, "turn {turn}");
            }
            assert_eq!(strict_eq(made.0, pool[checked].0, cx), made.1 == pool[checked].1);
            if made.1.len() < 5_000 && pool.len() < 60 {
                pool.push(made);
            } else {
                pool[a] = made;
                pool[b] = fresh(&mut random, cx);
            }
            if turn % 1000 == 999 {
                cx.machine.realm.collect(pool.iter().map(|(value, _)| *value));
            }
        }
    });
}
