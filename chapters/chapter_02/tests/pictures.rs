//! The picture of the layer.

use harness::Ink;

#[test]
fn the_network_has_every_weight_and_bias_in_a_table() {
    for run in chapter_02::CHAPTER.runs {
        let configured = run.as_documented();
        let record = configured.record();
        let picture = configured.picture(Some("network"), &[], &record);
        let svg = picture.expect("a picture").svg("id", Ink::Page);
        for text in ["x₄", "a₃", "y", "0.1", "0.7", "1.2", "0.3"] {
            assert!(svg.contains(&format!(">{text}</text>")), "{text}");
        }
    }
}
