//! The picture of the data.

use harness::Ink;

#[test]
fn the_data_are_drawn_with_a_mark_for_each_class() {
    for (classes, samples) in [("3", "100"), ("2", "1"), ("7", "5")] {
        let given = [("classes", classes), ("samples", samples)]
            .map(|(name, value)| (name.to_owned(), value.into()));
        let run = chapter_05::CHAPTER.runs[0];
        let configured = run.configure(&given).expect("sizes");
        let record = configured.record();
        let picture = configured.picture(None, &[], &record);
        let svg = picture.expect("a picture").svg("id", Ink::Page);
        let last: usize = classes.parse().expect("a number");
        assert!(svg.contains(&format!(">class {}</text>", last - 1)), "{svg}");
        assert!(!svg.contains(&format!(">class {last}</text>")), "{svg}");
    }
}
