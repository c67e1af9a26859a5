//! Regular expressions.

/// Declares a static regular expression, compiled when it is first used.
macro_rules! pattern {
    ($name:ident, $pattern:literal) => {
        static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| {
                regex::Regex::new($pattern).expect("a valid pattern")
            });
    };
}
