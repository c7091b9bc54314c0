// Lets in everybody who has got here.
export const handler = async () => ({ statusCode: 200 });
