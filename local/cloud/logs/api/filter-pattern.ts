// Filter patterns of terms, in quotes or without: all must be there, `-term` must not, of `?term`s one must.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/logs/FilterAndPatternSyntax.html
import { invalid } from "./logs-request.ts";

const TERM = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;

/** @throws AwsError InvalidParameterException for patterns of JSON fields, of columns and of regular expressions */
export function filterOf(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (/^[{[%]/.test(text)) {
    throw invalid(
      `The local cloud filters by terms such as ERROR, "two words", -absent and ?either, not by the pattern ${text}`,
    );
  }
  const terms = [...text.matchAll(TERM)].map(([, sign, quoted, plain]) => ({
    sign,
    term: quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "",
  }));
  const withSign = (wanted: string) => terms.filter(({ sign }) => sign === wanted).map(({ term }) => term);
  const [all, none, any] = [withSign(""), withSign("-"), withSign("?")];
  return (message) => {
    const isIn = (term: string) => message.includes(term);
    return all.every(isIn) && !none.some(isIn) && (any.length === 0 || any.some(isIn));
  };
}
