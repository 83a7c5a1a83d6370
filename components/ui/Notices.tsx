import { X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Notice } from "../../lib/store/state.ts";
import { useApp, useCommands } from "./AppContext.tsx";
import { Button } from "./Button.tsx";
import styles from "./Notices.module.css";

const goneAfterMs = 6000;

/** Short messages at the bottom left; errors and warnings stay until they are closed. */
export function Notices() {
  const notices = useApp((state) => state.notices);
  return (
    <section className={styles.list} aria-label="Messages">
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const commands = useCommands();
  const { id, tone, text, action } = notice;
  const [isTicked, setIsTicked] = useState(false);
  const stays = tone !== "info" || action !== undefined;
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => commands.dismissNotice(id), goneAfterMs);
    return () => clearTimeout(timer);
  }, [commands, id, stays]);
  return (
    <div
      className={styles.notice}
      data-tone={tone}
      data-wide={action?.option}
      role={tone === "error" ? "alert" : "status"}
    >
      <p className={styles.text}>{text}</p>
      {action?.option && (
        <label className={styles.option}>
          <input type="checkbox" checked={isTicked} onChange={() => setIsTicked(!isTicked)} />
          {action.option}
        </label>
      )}
      {action && (
        <Button
          label={action.label}
          onClick={() => {
            commands.dismissNotice(id);
            action.run(isTicked);
          }}
        />
      )}
      <Button
        icon={<X />}
        label="Close message"
        iconOnly
        tone="quiet"
        tipSide="above"
        onClick={() => commands.dismissNotice(id)}
      />
    </div>
  );
}
