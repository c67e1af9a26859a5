//! The picture of the fork.

use harness::Ink;

#[test]
fn the_fork_has_both_flows_on_every_edge() {
    let run = chapter_08::CHAPTER.run("tape-fork").expect("a run");
    let configured = run.as_documented();
    let picture = configured.picture(Some("graph"), &[], &configured.record());
    let svg = picture.expect("a picture").svg("id", Ink::Page);
    let texts = svg.split("</text>").filter_map(|part| part.rsplit_once('>'));
    let numbers: Vec<f64> =
        texts.filter_map(|(_, text)| text.parse().ok()).collect();
    assert_eq!(numbers, [3.0, 6.0, 3.0, 1.0, 9.0, 1.0, 12.0, 1.0]);
}
