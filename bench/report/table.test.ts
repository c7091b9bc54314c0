import { expect, test } from "vitest";
import { markdown } from "./table.ts";

test("a table shows medians with their spread, and ratios to the row named, round by round", () => {
  const table = markdown({
    title: "Start",
    about: "From here to there.",
    columns: [{ title: "ms", besides: "bare" }, { title: "bytes" }],
    rows: [
      { name: "ours", samples: [[90, 100, 130], [1234.4]] },
      { name: "bare", samples: [[10, 20, 10], []] },
    ],
  });
  expect(table).toBe(
    [
      "## Start",
      "",
      "From here to there.",
      "",
      "|  | ms | × bare | bytes |",
      "| --- | ---: | ---: | ---: |",
      "| ours | 100 (90–130) | 9 (5–13) | 1234 |",
      "| bare | 10 (10–20) |  |  |",
    ].join("\n"),
  );
});

test.each([
  [0.012345, "0.0123"],
  [9.876, "9.88"],
  [99.96, "100"],
  [100.4, "100"],
  [0, "0"],
])("%d is printed as %s", (value, text) => {
  const table = { title: "", about: "", columns: [{ title: "" }], rows: [{ name: "", samples: [[value]] }] };
  expect(markdown(table).split("\n").at(-1)).toBe(`|  | ${text} |`);
});

test("a row is not compared where its counterpart was not measured", () => {
  const columns = [{ title: "ms", besides: "bare" }];
  const rows = [
    { name: "ours", samples: [[1]] },
    { name: "bare", samples: [[]] },
  ];
  expect(markdown({ title: "", about: "", columns, rows })).toContain("| ours | 1 |  |");
});
