//! How many samples and classes the options allow.

fn refusal(samples: &str, classes: &str) -> Option<String> {
    let given = [("samples", samples), ("classes", classes)]
        .map(|(name, value)| (name.to_owned(), value.into()));
    chapter_05::CHAPTER.runs[0].configure(&given).err()
}

#[test]
fn each_size_has_its_limits() {
    for (samples, classes) in [("1", "2"), ("10000", "2"), ("1", "256")] {
        assert_eq!(refusal(samples, classes), None);
    }
    for (samples, classes, range) in [
        ("0", "2", "1 to 10000"),
        ("10001", "2", "1 to 10000"),
        ("1", "1", "2 to 256"),
        ("1", "257", "2 to 256"),
    ] {
        let message = refusal(samples, classes).expect("a refusal");
        assert!(message.contains(range), "{message}");
    }
}

/// 57² · 10000 is less than 2²⁵, and 58² · 10000 more.
#[test]
fn sizes_that_do_not_fit_into_memory_together_are_refused() {
    assert_eq!(refusal("10000", "57"), None);
    let message = refusal("10000", "58").expect("a refusal");
    assert!(message.contains("are too many for a layer of 58"), "{message}");
}
