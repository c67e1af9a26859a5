//! The directives of a page: `{{#name arguments}}`.

use std::ops::Range;

/// A directive, as it stands on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Directive<'a> {
    /// Where it stands, with its braces.
    pub(crate) range: Range<usize>,
    pub(crate) name: &'a str,
    /// Everything after the name.
    pub(crate) arguments: &'a str,
}

// A directive, and a backslash before it if there is one.
pattern!(DIRECTIVE, r"(?s)(\\?)\{\{#([^\s}]*)\s*(.*?)\s*\}\}");

/// All directives of a text, in order. As in mdBook, a backslash before a
/// directive makes it ordinary text.
pub(crate) fn directives(text: &str) -> Vec<Directive<'_>> {
    let found = DIRECTIVE.captures_iter(text);
    let directives = found.filter(|found| found[1].is_empty()).map(|found| {
        let (_, [_, name, arguments]) = found.extract();
        Directive { range: found.get_match().range(), name, arguments }
    });
    directives.collect()
}

impl<'a> Directive<'a> {
    /// The arguments word by word.
    pub(crate) fn words(&self) -> Vec<&'a str> {
        self.arguments.split_whitespace().collect()
    }

    /// The words before the first colon, and the caption after it.
    pub(crate) fn captioned(&self) -> Result<(Vec<&'a str>, &'a str), String> {
        let parts = self.arguments.split_once(':');
        let (words, caption) = parts
            .ok_or("a picture has a caption; write ':' and the caption")?;
        Ok((words.split_whitespace().collect(), caption.trim()))
    }
}

/// The first character of a placeholder.
pub(crate) const MARK: char = '\u{fffc}';

/// What stands for a directive while its page is parsed: as many bytes in which
/// Markdown finds nothing of its own.
pub(crate) fn placeholder(range: &Range<usize>) -> String {
    format!("{MARK}{}", "0".repeat(range.len() - MARK.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_has_a_name_and_arguments() {
        let text = "a {{#value run loss@2}} b {{#bare}}";
        let found = directives(text);
        assert_eq!(found[0].name, "value");
        assert_eq!(found[0].arguments, "run loss@2");
        assert_eq!(&text[found[0].range.clone()], "{{#value run loss@2}}");
        assert_eq!((found[1].name, found[1].arguments), ("bare", ""));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn an_escaped_directive_is_text() {
        assert_eq!(directives(r"\{{#value run loss}} {{#open"), []);
    }

    #[test]
    fn a_caption_follows_the_first_colon() {
        let found = directives("{{#picture a-run 1 2 :  how: it falls }}");
        let (words, caption) = found[0].captioned().unwrap();
        assert_eq!(
            (&words[..], caption),
            (&["a-run", "1", "2"][..], "how: it falls")
        );
        assert!(directives("{{#picture a-run}}")[0].captioned().is_err());
    }

    #[test]
    fn a_placeholder_is_as_long_as_its_directive() {
        for text in ["{{#}}", "{{#orders}}", "{{#value é loss}}"] {
            let placeholder = placeholder(&directives(text)[0].range);
            assert_eq!(placeholder.len(), text.len());
        }
    }
}
