//! The text that a run prints.

use crate::runs::RUNS;
use crate::table::usage;

/// `{{#output RUN [LINES…]}}`: the text, or some lines of it, with an ellipsis
/// for those left out.
pub(crate) fn output(words: &[&str]) -> Result<String, String> {
    let [name, words @ ..] = words else { return Err(usage("output")) };
    let run = RUNS.get(name)?;
    let text = run.configured.text(run.record());
    let lines: Vec<_> = text.lines().collect();
    let mut shown = Vec::new();
    let mut next = 0;
    for word in words {
        let (first, last) = range(word, lines.len()).ok_or_else(|| {
            format!(
                "'{word}' is no part of the {} lines that run {name} prints; \
                 write the first and the last one, as in 1-4",
                lines.len()
            )
        })?;
        if first <= next {
            return Err(format!("'{word}' does not come after what is shown"));
        }
        if next + 1 < first {
            shown.push("…");
        }
        shown.extend(&lines[first - 1..last]);
        next = last;
    }
    if shown.is_empty() {
        shown = lines;
    } else if next < lines.len() {
        shown.push("…");
    }
    Ok(format!("```text\n{}\n```", shown.join("\n")))
}

/// The first and the last line that a word asks for, counted from 1: `1-4`,
/// `100`, or `-2` for the last two. None if there are no such lines.
fn range(word: &str, lines: usize) -> Option<(usize, usize)> {
    let count = |text: &str| text.parse::<usize>().ok();
    let (first, last) = match word.split_once('-') {
        Some(("", last)) => ((lines + 1).checked_sub(count(last)?)?, lines),
        Some((first, last)) => (count(first)?, count(last)?),
        None => (count(word)?, count(word)?),
    };
    (0 < first && first <= last && last <= lines).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &[&str]) -> Result<String, String> {
        let mut run = vec!["chain-rule"];
        run.extend(words);
        output(&run)
    }

    #[test]
    fn all_lines_are_shown_if_none_are_named() {
        let text = shown(&[]).unwrap();
        assert!(text.starts_with("```text\nIteration 1, Loss: 36.0\n"));
        assert!(text.ends_with("\n```"));
        assert_eq!(text.lines().count(), 24);
    }

    #[test]
    fn lines_can_be_left_out() {
        let text = shown(&["1-2", "20", "22"]).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 8);
        assert_eq!(lines[1], "Iteration 1, Loss: 36.0");
        assert_eq!(lines[3], "…");
        assert!(lines[4].starts_with("Iteration 20,"));
        assert_eq!(lines[5], "…");
        assert!(lines[6].starts_with("Final Bias:"));
    }

    #[test]
    fn lines_can_be_counted_from_the_end() {
        let text = shown(&["1", "-2"]).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 6);
        assert_eq!(lines[2], "…");
        assert!(lines[3].starts_with("Final weights:"), "{text}");
        assert!(lines[4].starts_with("Final Bias:"), "{text}");
        assert_eq!(shown(&["-22"]), shown(&[]));
        assert!(shown(&["21-22", "-2"]).is_err(), "shown twice");
    }

    #[test]
    fn lines_that_are_not_there_are_faults() {
        for word in ["0-3", "3-2", "-0", "-23", "1--2", "3-", "x"] {
            assert!(shown(&[word]).is_err(), "{word}");
        }
        assert!(shown(&["20-23"]).unwrap_err().contains("22 lines"));
        assert!(shown(&["5-6", "4-7"]).is_err());
        assert!(output(&[]).is_err());
        assert!(output(&["nonsense"]).is_err());
    }
}
