import { Code, QrCode as QrIcon } from "lucide-react";
import { Suspense, useState } from "react";
import type { ShareLink, Sharing } from "../../lib/store/sharing/sharing.ts";
import { Button } from "../ui/Button.tsx";
import { formatCount } from "../ui/formatCount.ts";
import { lazyPart } from "../ui/lazyPart.tsx";
import { CopyField } from "./CopyField.tsx";
import { embedSnippet } from "./embedSnippet.ts";
import { linkFit, mostQrCharacters } from "./linkFit.ts";
import styles from "./ShareDialog.module.css";

const QrCode = lazyPart(() => import("./QrCode.tsx").then((module) => ({ default: module.QrCode })));

/** A link to copy, how long it is, where it fits, what is not in it, and its other looks. */
export function LinkShown({
  link,
  embed = null,
}: {
  link: ShareLink;
  /** For a link that holds its notebook: only that can be shown inside other pages. */
  embed?: Pick<Sharing, "embedUrl" | "title"> | null;
}) {
  const [shown, setShown] = useState<"qr" | "embed" | null>(null);
  const fit = linkFit(link.characters);
  const fitsQr = link.characters <= mostQrCharacters;
  const toggle = (what: "qr" | "embed") => setShown(shown === what ? null : what);
  return (
    <>
      <CopyField label="Link to this notebook" text={link.url} copyLabel="Copy link" isPrimary />
      <p className={fit.tone === "warn" ? styles.warn : styles.quiet}>
        {formatCount(link.characters)} characters. {fit.text}
      </p>
      {link.leftOut.length > 0 && <p className={styles.quiet}>Not in it: {link.leftOut.join(", ")}.</p>}
      <div className={styles.ways}>
        {fitsQr && (
          <Button
            icon={<QrIcon />}
            label="QR code"
            aria-expanded={shown === "qr"}
            onClick={() => toggle("qr")}
          />
        )}
        {embed && (
          <Button
            icon={<Code />}
            label="Embed in a page"
            aria-expanded={shown === "embed"}
            onClick={() => toggle("embed")}
          />
        )}
      </div>
      {shown === "qr" && fitsQr && (
        <Suspense>
          <QrCode text={link.url} />
        </Suspense>
      )}
      {shown === "embed" && embed && <Embed link={link} embed={embed} />}
    </>
  );
}

function Embed({ link, embed }: { link: ShareLink; embed: Pick<Sharing, "embedUrl" | "title"> }) {
  const results = link.leftOut.includes("results") ? "" : ", with the results in the link";
  return (
    <>
      <CopyField
        label="HTML to embed this notebook"
        text={embedSnippet(embed.embedUrl, link.url, embed.title)}
        copyLabel="Copy HTML"
      />
      <p className={styles.quiet}>
        The frame shows title, text and code{results}. Nothing in it runs, and it stores nothing.
      </p>
    </>
  );
}
