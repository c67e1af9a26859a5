//! How many documented figures each order of summation reproduces.

use harness::{Given, Run};
use mini_numpy::Order;
use record::Figure;

use crate::cache::cached;
use crate::runs::RUNS;
use crate::table::usage;

/// `{{#orders}}`: a row for each documented run; a column for each order if all
/// products are summed in it, for nnfs, and for the arithmetic of the machine
/// that the run was documented on.
pub(crate) fn orders(words: &[&str]) -> Result<String, String> {
    let [] = words else { return Err(usage("orders")) };
    // Each run is run once for each column.
    Ok(cached("orders.md", table))
}

fn table() -> String {
    let orders = Order::ALL.iter().map(ToString::to_string);
    let orders: Vec<_> = orders.chain(["nnfs".to_owned()]).collect();
    let mut lines = vec![
        format!("| run | figures | {} | as documented |", orders.join(" | ")),
        format!("| --- |{}", " ---: |".repeat(orders.len() + 2)),
    ];
    let rows = RUNS.map(|run| row(run.configured.run(), &orders));
    lines.extend(rows.into_iter().flatten());
    lines.join("\n")
}

/// The row of a run whose document prints figures.
fn row(run: &'static dyn Run, orders: &[String]) -> Option<String> {
    let documented = run.expected().documented()?;
    let cell = |given: &Given| {
        let run = run.configure(given).expect("a run that takes --dot");
        let figures = documented.figures(&run.record());
        let agreeing = figures.iter().filter(|f| Figure::agrees(f)).count();
        let mark = if agreeing == figures.len() { "**" } else { "" };
        format!(" {mark}{agreeing}{mark} |")
    };
    let mut row = format!("| `{}` | {} |", run.name(), documented.len());
    for order in orders {
        row += &cell(&[("dot".to_owned(), order.into())]);
    }
    Some(row + &cell(&[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let table = table();
        let cells = |row: &str| {
            let row = row.trim_start_matches("| ").trim_end_matches(" |");
            row.split(" | ").map(str::to_owned).collect()
        };
        table.lines().skip(2).map(cells).collect()
    }

    #[test]
    fn each_documented_run_has_all_its_figures_as_documented() {
        let documented = RUNS.map(|run| {
            let run = run.configured.run();
            run.expected().documented().is_some()
        });
        let documented = documented.into_iter().filter(|is| *is);
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
