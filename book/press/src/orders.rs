//! How many documented figures each order of summation reproduces.

use harness::Run;
use mini_numpy::Order;
use record::Figure;

use crate::cache::cached;
use crate::cores::on_all_cores;
use crate::runs::Runs;
use crate::table::usage;

/// `{{#orders}}`: a row for each documented run; a column for each order if all
/// products are summed in it, for nnfs, and for the arithmetic of the machine
/// that the run was documented on.
///
/// # Errors
///
/// When a documented run does not take the option `dot`.
pub(crate) fn orders(runs: &Runs, words: &[&str]) -> Result<String, String> {
    if !words.is_empty() {
        return Err(usage("orders"));
    }
    // Some runs train for seconds, in every order.
    cached("orders.md", || table(runs))
}

/// What the columns after the count of figures are called. The last one has no
/// value of the option `dot`.
fn columns() -> Vec<String> {
    let orders = Order::ALL.iter().map(ToString::to_string);
    orders.chain(["nnfs".to_owned(), "as documented".to_owned()]).collect()
}

fn table(runs: &Runs) -> Result<String, String> {
    let columns = columns();
    let mut lines = vec![
        format!("| run | figures | {} |", columns.join(" | ")),
        format!("| --- |{}", " ---: |".repeat(columns.len() + 1)),
    ];
    let documented: Vec<_> = runs
        .declared()
        .filter_map(|run| Some((run, run.expected().documented()?.len())))
        .collect();
    let cells: Vec<_> = documented
        .iter()
        .flat_map(|(run, _)| columns.iter().map(move |name| (*run, name)))
        .collect();
    let cells = on_all_cores(&cells, |(run, column)| {
        let dot = ("dot".to_owned(), column.into());
        let last = *column == "as documented";
        agreeing(*run, if last { &[] } else { std::slice::from_ref(&dot) })
    });
    let cells = cells.into_iter().collect::<Result<Vec<_>, _>>()?;
    for ((run, all), cells) in
        documented.iter().zip(cells.chunks(columns.len()))
    {
        let cells = cells.iter().map(|agreeing| {
            let mark = if agreeing == all { "**" } else { "" };
            format!("{mark}{agreeing}{mark}")
        });
        let cells: Vec<_> = cells.collect();
        let name = run.name();
        lines.push(format!("| `{name}` | {all} | {} |", cells.join(" | ")));
    }
    Ok(lines.join("\n"))
}

/// How many documented figures a run reproduces with these options.
fn agreeing(
    run: &'static dyn Run,
    options: &harness::Given,
) -> Result<usize, String> {
    let record = run.configure(options)?.record();
    let documented = run.expected().documented();
    let figures = documented.map(|transcript| transcript.figures(&record));
    Ok(figures.into_iter().flatten().filter(Figure::agrees).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let table = table(Runs::of_book()).expect("a table");
        let cells = |row: &str| {
            let row = row.trim_start_matches("| ").trim_end_matches(" |");
            row.split(" | ").map(str::to_owned).collect()
        };
        table.lines().skip(2).map(cells).collect()
    }

    #[test]
    fn each_documented_run_has_all_its_figures_as_documented() {
        let runs = Runs::of_book().declared();
        let documented =
            runs.filter(|run| run.expected().documented().is_some());
        let rows = rows();
        assert_eq!(rows.len(), documented.count());
        for row in rows {
            assert_eq!(
                row[row.len() - 1],
                format!("**{}**", row[1]),
                "{row:?}"
            );
        }
    }

    #[test]
    fn no_single_order_gives_the_two_layer_networks_figures() {
        let rows = rows();
        let row = rows.iter().find(|row| row[0] == "`two-layer`");
        let row = row.expect("a row for the run");
        for cell in &row[2..row.len() - 1] {
            assert!(!cell.contains('*'), "{row:?}");
        }
    }
}
