//! The spiral that chapter 8 trains with gradients from a tape is chapter 6's,
//! with gradients by hand: every pinned loss, and the fingerprint of all
//! parameters. That the pinned records are those of the runs, `snapshots.rs`
//! tests.

use std::fs;
use std::path::Path;

use record::{Record, Value};

fn pinned(run: &str) -> Record {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join(format!("snapshots/{run}.json.snap"));
    let text = fs::read_to_string(path).expect("the run is pinned");
    record::read(&text).expect("the JSON of a record")
}

#[test]
fn the_tape_trains_the_spiral_to_the_same_bits() {
    for [by_hand, on_tape] in
        [["spiral", "tape-spiral"], ["spiral-adam", "tape-spiral-adam"]]
    {
        let records = [by_hand, on_tape].map(pinned);
        let [losses, others] = records.each_ref().map(|record| {
            let losses = record.series("loss").into_iter();
            losses.map(|(i, x)| (i, x.to_bits())).collect::<Vec<_>>()
        });
        assert_eq!(losses.len(), 101, "{by_hand}");
        assert_eq!(losses, others, "{on_tape}");
        let [fingerprint, other] =
            records.each_ref().map(|record| {
                match record.find("fingerprint", None).expect("one").value {
                    Value::Fingerprint(x) => x,
                    ref value => panic!("{value:?}"),
                }
            });
        assert_eq!(fingerprint, other, "{on_tape}");
    }
}
