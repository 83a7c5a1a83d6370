/** A refusal of a store in plain words. */
export interface Explained {
  readonly message: string;
  readonly hint: string;
}

/** What an explanation may name. None of it is secret. */
export interface S3Place {
  readonly bucket: string;
  /** null where no object was asked for. */
  readonly key: string | null;
  readonly host: string;
  readonly region: string;
  /** Whether requests are signed. */
  readonly isSigned: boolean;
}

/** Why a store refused a request, by its error's code (S3's, or ours for what is no answer) and HTTP status. */
export function explainS3(code: string, status: number, place: S3Place, detail = ""): Explained {
  const { bucket, key, host, region, isSigned } = place;
  const what = key === null ? `the bucket ${bucket}` : `s3://${bucket}/${key}`;
  switch (code) {
    case "AccessDenied":
    case "AllAccessDisabled":
    case "AccountProblem": {
      const needs = detail === "" ? "" : ` It asks for the right to ${detail}.`;
      const hint = isSigned
        ? `The keys may not do this; the S3 doctor prints the least policy that lets them.${needs}`
        : `Not everybody may do this; give the connection keys.${needs}`;
      return { message: `${host} refuses access to ${what}.`, hint };
    }
    case "NoSuchBucket":
      return {
        message: `${host} has no bucket named ${bucket}.`,
        hint: "Compare its name, region and endpoint with those of the store's own console.",
      };
    case "NoSuchKey":
      return {
        message: `There is no object ${what}.`,
        hint: "It may have been removed or renamed; list its folder again. Capitals count.",
      };
    case "NoSuchUpload":
      return {
        message: `The upload of ${what} is not there any more.`,
        hint: "Write the object again; the bucket may remove unfinished uploads early.",
      };
    case "SignatureDoesNotMatch":
      return {
        message: `${host} does not take the signature.`,
        hint: "The secret key is another than that of this access key, or was pasted with a part missing; enter both again.",
      };
    case "InvalidAccessKeyId":
      return {
        message: `${host} does not know this access key.`,
        hint: "It may have been removed, or belongs to another store; temporary keys also need their session token.",
      };
    case "ExpiredToken":
    case "TokenRefreshRequired":
      return {
        message: "The session token of this connection has expired.",
        hint: "Fetch new temporary keys and enter them in the connection.",
      };
    case "InvalidToken":
      return {
        message: `${host} does not take the session token.`,
        hint: "Enter the access key, secret key and session token that were given out together.",
      };
    case "RequestTimeTooSkewed":
    case "RequestExpired":
      return {
        message: `The clock of this device differs too much from that of ${host}${detail === "" ? "" : ` (${detail})`}.`,
        hint: "Set the device's date, time and time zone; requests are signed with the time.",
      };
    case "PermanentRedirect":
    case "TemporaryRedirect":
    case "AuthorizationHeaderMalformed":
    case "IncorrectEndpoint":
    case "Redirect":
      return {
        message: `The bucket ${bucket} is not served by ${host} in the region ${region}.`,
        hint: "Look up the bucket's region and endpoint in the store's console, and set them in the connection.",
      };
    case "SlowDown":
    case "TooManyRequests":
    case "ServiceUnavailable":
      return { message: `${host} takes no more requests for now.`, hint: "Try again in a minute." };
    case "InvalidRange":
      return {
        message: `${what} is shorter than it was.`,
        hint: "It was changed at its store; load it again.",
      };
    case "PreconditionFailed":
      return {
        message: `${what} is not in the state that was expected.`,
        hint: "Something else wrote or changed it; list its folder again.",
      };
    case "InvalidObjectState":
      return { message: `${what} lies in an archive.`, hint: "Restore it in the store's console first." };
    case "Cors":
      return {
        message: `${host} answers, but does not let this page read ${what}.`,
        hint: "Its CORS rules must allow this app; the S3 doctor prints them. Where it worked before, try again.",
      };
    case "Unreachable":
      return {
        message: `${host} could not be reached.`,
        hint: "Look whether this device is online, and compare the endpoint and region with the store's own.",
      };
  }
  if (status === 404)
    return {
      message: `There is nothing at ${what}.`,
      hint: "Compare the name with the store's own console.",
    };
  if (status === 401 || status === 403) return explainS3("AccessDenied", 0, place, detail);
  if (status === 429) return explainS3("SlowDown", 0, place);
  if (status === 412) return explainS3("PreconditionFailed", 0, place);
  const named = code === "" ? "" : `, ${code}`;
  if (status >= 500)
    return { message: `${host} has trouble of its own (HTTP ${status}${named}).`, hint: "Try again later." };
  return {
    message: `${host} did not do what was asked of ${what} (HTTP ${status}${named}).`,
    hint: "The S3 doctor tries the connection step by step.",
  };
}
