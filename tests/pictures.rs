//! Every pinned picture can be read: none of its texts overlaps another, is
//! crossed by a line or reaches out of the picture.

use std::fs;
use std::path::Path;

#[path = "../chapters/plots/tests/legible/mod.rs"]
mod legible;

#[test]
fn every_pinned_picture_is_legible() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let files = fs::read_dir(folder).expect("the snapshots");
    let mut pictures = 0;
    let mut faults = Vec::new();
    for path in files.map(|file| file.expect("a snapshot").path()) {
        let name = path.file_name().expect("a name").to_string_lossy();
        if !(name.starts_with("picture.") && name.ends_with(".snap")) {
            continue;
        }
        pictures += 1;
        let text = fs::read_to_string(&path).expect("a text");
        let svg = &text[text.find("<svg").expect("a picture")..];
        let found = legible::faults(svg);
        faults.extend(found.iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(pictures > 0, "no picture is pinned");
    assert!(faults.is_empty(), "{faults:#?}");
}
