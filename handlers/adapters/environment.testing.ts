// The environment that the program gives a function. Import it before a handler, which reads it as it loads.
Object.assign(process.env, {
  TABLE_NAME: "connections",
  CALLBACK_URL: "https://abcdefghij.execute-api.eu-central-1.amazonaws.com/chat",
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
});
