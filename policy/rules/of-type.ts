// Binds a check to one resource type by its token, so that the pack starts without loading the AWS SDK.
import type { ReportViolation, ResourceValidationArgs } from "@pulumi/policy";

/** `Props` are the inputs of that type with outputs resolved, every one of them possibly missing. */
export function ofType<Props extends object>(
  type: string,
  check: (props: Partial<Props>, report: ReportViolation, args: ResourceValidationArgs) => void,
) {
  const validate = (args: ResourceValidationArgs, report: ReportViolation) => {
    if (args.type === type) check(args.props as Partial<Props>, report, args);
  };
  // As the helpers of the SDK do: it then copies no resource of another type for this rule.
  return Object.assign(validate, { __pulumiType: type });
}
