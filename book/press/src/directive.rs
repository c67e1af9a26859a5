//! The directives of a page: `{{#name arguments}}`.

use std::ops::Range;

/// A directive, as it stands on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Directive<'a> {
    /// Where it stands, braces and all.
    pub(crate) range: Range<usize>,
    /// What it is to do.
    pub(crate) name: &'a str,
    /// What it is to do it with.
    pub(crate) arguments: &'a str,
}

/// All directives of a text, in order. One with a backslash before it is only
/// spoken of, as in mdBook.
pub(crate) fn directives(text: &str) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(offset) = text[start..].find("{{#") {
        let open = start + offset;
        let Some(length) = text[open..].find("}}") else {
            break;
        };
        let end = open + length + 2;
        if !text[..open].ends_with('\\') {
            let inner = &text[open + 3..end - 2];
            let (name, arguments) =
                inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
            found.push(Directive {
                range: open..end,
                name,
                arguments: arguments.trim(),
            });
        }
        start = end;
    }
    found
}

/// What a picture shows, and its caption: the arguments before and after the
/// first colon.
pub(crate) fn captioned(arguments: &str) -> Result<(&str, &str), String> {
    let (what, caption) = arguments.split_once(':').ok_or(
        "a picture has a caption; write what it shows, ':' and the caption",
    )?;
    Ok((what.trim(), caption.trim()))
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
    fn an_escaped_directive_is_none() {
        assert_eq!(directives(r"\{{#value run loss}} {{#open"), []);
    }

    #[test]
    fn a_picture_has_a_caption() {
        let found = captioned("a-run 1 2 :  how: it falls ");
        assert_eq!(found, Ok(("a-run 1 2", "how: it falls")));
        assert!(captioned("a-run 1 2").is_err());
    }
}
