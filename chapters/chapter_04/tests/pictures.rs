//! The picture of the two layers.

use harness::Ink;

#[test]
fn the_network_has_every_weight_and_bias_in_a_table() {
    let configured = chapter_04::CHAPTER.runs[0].as_documented();
    let record = configured.record();
    let picture = configured.picture(Some("network"), &[], &record);
    let svg = picture.expect("a picture").svg("id", Ink::Page);
    for text in ["x₄", "a₁₃", "a₂₃", "y", "−9.0", "1.2", "−0.4", "−0.3"]
    {
        assert!(svg.contains(&format!(">{text}</text>")), "{text}");
    }
}
