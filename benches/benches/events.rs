//! How many events a second, and how that compares with hand-written Rust in the same run?

#![expect(clippy::print_stdout, reason = "what a benchmark is for")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use criterion::Criterion;
use scxml_benches::{Chart, Contender, Subject, charts};

/// Seconds per event, sample by sample, for each chart and contender.
type Samples = RefCell<BTreeMap<(usize, usize), Vec<f64>>>;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
        .configure_from_args();
    let samples = Samples::default();
    let charts = charts();
    for (c, (chart, contenders)) in charts.iter().enumerate() {
        same_states(chart, contenders);
        let mut group = criterion.benchmark_group(*chart);
        for (i, (name, make)) in contenders.iter().enumerate() {
            group.bench_function(*name, |b| {
                let mut subject = make();
                b.iter_custom(|iterations| {
                    let time = run(subject.as_mut(), iterations as u32);
                    let one = time.as_secs_f64() / iterations as f64;
                    samples.borrow_mut().entry((c, i)).or_default().push(one);
                    time
                });
            });
        }
        group.finish();
    }
    print(&charts, &samples.into_inner());
}

fn run(subject: &mut dyn Subject, events: u32) -> Duration {
    let start = Instant::now();
    for event in 0..events {
        subject.event(event);
    }
    let time = start.elapsed();
    std::hint::black_box(subject.state());
    time
}

/// A benchmark of machines that do different things says nothing.
fn same_states(chart: &str, contenders: &[Contender]) {
    let mut subjects: Vec<_> = contenders.iter().map(|(name, make)| (name, make())).collect();
    for event in 0..1600 {
        let states: Vec<_> = subjects
            .iter_mut()
            .map(|(name, s)| {
                s.event(event);
                (name, s.state())
            })
            .collect();
        assert!(
            states.iter().all(|(_, s)| *s == states[0].1),
            "{chart} after event {event}: {states:?}"
        );
    }
}

fn print(charts: &[Chart], samples: &BTreeMap<(usize, usize), Vec<f64>>) {
    println!(
        "\n{:<10} {:>14} {:>14} {:>14} {:>9} {:>10}",
        "chart", "scxmlc ev/s", "hand ev/s", "statig ev/s", "of hand", "of statig"
    );
    for (c, (chart, contenders)) in charts.iter().enumerate() {
        let rate = |name: &str| {
            let i = contenders.iter().position(|(n, _)| *n == name)?;
            let mut times = samples.get(&(c, i))?.clone();
            times.sort_by(f64::total_cmp);
            Some(1.0 / times[times.len() / 2])
        };
        let text = |rate: Option<f64>| rate.map_or("-".into(), |r| format!("{:.1}M", r / 1e6));
        let ratio = |other| match (rate("scxmlc"), rate(other)) {
            (Some(a), Some(b)) => format!("1/{:.1}", b / a),
            _ => "-".into(),
        };
        println!(
            "{chart:<10} {:>14} {:>14} {:>14} {:>9} {:>10}",
            text(rate("scxmlc")),
            text(rate("hand")),
            text(rate("statig")),
            ratio("hand"),
            ratio("statig")
        );
    }
}
