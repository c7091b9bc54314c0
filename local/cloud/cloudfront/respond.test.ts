import { expect, test } from "vitest";
import { AwsError } from "../errors.ts";
import { errorAnswer } from "./respond.ts";

test("an error is XML whatever is in its message", () => {
  const { body, status } = errorAnswer(new AwsError("NoSuchKey", "no <b> & no </Message>", 404));
  expect(status).toBe(404);
  expect(String(body)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      "<Error><Code>NoSuchKey</Code><Message>no &#60;b&#62; &#38; no &#60;/Message&#62;</Message></Error>",
  );
});
