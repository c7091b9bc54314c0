import { dataPlaneSuite } from "./data-plane.suite.ts";
import { findDynoxide } from "./dynoxide.ts";

dataPlaneSuite("dynalite");
if (findDynoxide() !== undefined) dataPlaneSuite("dynoxide");
