// A name of its own without a certificate of its own.
import { distribution } from "./base/distribution.ts";

distribution("cloudfront-alias-tls", { aliases: ["chat.example.com"] });
