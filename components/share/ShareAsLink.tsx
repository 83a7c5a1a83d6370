import { Code, QrCode as QrIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ShareChoice, ShareLink, Sharing } from "../../lib/store/sharing/sharing.ts";
import { Button } from "../ui/Button.tsx";
import { CopyField } from "./CopyField.tsx";
import { embedSnippet } from "./embedSnippet.ts";
import { LinkShown } from "./LinkShown.tsx";
import { mostQrCharacters } from "./linkFit.ts";
import { Refused } from "./Refused.tsx";
import styles from "./ShareDialog.module.css";
import { useMade } from "./useMade.ts";

const QrCode = lazy(() => import("./QrCode.tsx").then((module) => ({ default: module.QrCode })));

/** The whole notebook in the link itself. */
export function ShareAsLink({ sharing, choice }: { sharing: Sharing; choice: ShareChoice }) {
  const made = useMade(choice, sharing.link);
  return (
    <>
      <p>
        The whole notebook is in the link itself: it is stored nowhere, and whoever has the link can read it.
        It opens unrun.
      </p>
      {made === null && <p className={styles.quiet}>Making the link…</p>}
      {made?.ok === false && <Refused error={made.error} />}
      {made?.ok && (
        <>
          <LinkShown link={made.value} />
          <MoreWays sharing={sharing} link={made.value} />
        </>
      )}
    </>
  );
}

function MoreWays({ sharing, link }: { sharing: Sharing; link: ShareLink }) {
  const [shown, setShown] = useState<"qr" | "embed" | null>(null);
  const fitsQr = link.characters <= mostQrCharacters;
  const toggle = (what: "qr" | "embed") => setShown(shown === what ? null : what);
  return (
    <>
      <div className={styles.ways}>
        {fitsQr && (
          <Button
            icon={<QrIcon />}
            label="QR code"
            aria-expanded={shown === "qr"}
            onClick={() => toggle("qr")}
          />
        )}
        <Button
          icon={<Code />}
          label="Embed in a page"
          aria-expanded={shown === "embed"}
          onClick={() => toggle("embed")}
        />
      </div>
      {shown === "qr" && fitsQr && (
        <Suspense>
          <QrCode text={link.url} />
        </Suspense>
      )}
      {shown === "embed" && (
        <>
          <CopyField
            label="HTML to embed this notebook"
            text={embedSnippet(sharing.embedUrl, link.url, sharing.title)}
            copyLabel="Copy HTML"
          />
          <p className={styles.quiet}>
            The frame shows title, text and code
            {link.leftOut.includes("results") ? "" : ", with the results in the link"}. Nothing in it runs,
            and it stores nothing.
          </p>
        </>
      )}
    </>
  );
}
