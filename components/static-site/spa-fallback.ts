// The CloudFront function that lets a page of the application be opened by its own address.

/**
 * Answers paths without an extension with `index.html`. A missing file stays a 404: an error page instead of this
 * function would serve HTML where an old tab asks for a script, and caches would keep it.
 *
 * It is text because it is not run here but in CloudFront, whose JavaScript is not Node's:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export const SPA_FALLBACK = `function handler(event) {
  const request = event.request;
  const name = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (!name.includes(".")) request.uri = "/index.html";
  return request;
}
`;
