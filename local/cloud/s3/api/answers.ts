// S3's answers, in its name space.
import { xmlAnswer } from "../../rest-xml/answers.ts";

/** @param content of the root element, as XML */
export const xml = (root: string, content: string) =>
  xmlAnswer("http://s3.amazonaws.com/doc/2006-03-01/", root, content);
