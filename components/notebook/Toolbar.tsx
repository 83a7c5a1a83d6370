import {
  Code,
  FilePlus2,
  FolderOpen,
  LayoutDashboard,
  Library,
  PanelLeft,
  PanelRight,
  Play,
  RotateCcw,
  Save,
  Share2,
  Square,
} from "lucide-react";
import { keyLabel } from "../../lib/notebookKeys/keyLabel.ts";
import { isReadOnlyHere } from "../../lib/store/selectors.ts";
import { AddMenuButton } from "../data/add/AddMenuButton.tsx";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { isMac } from "../ui/isMac.ts";
import { EngineStatus } from "./EngineStatus.tsx";
import { NotebookTitle } from "./NotebookTitle.tsx";
import { writePanelPreference } from "./panelPreference.ts";
import { RunMenuButton } from "./RunMenuButton.tsx";
import { SaveStatus } from "./SaveStatus.tsx";
import styles from "./Toolbar.module.css";
import { useUi, useUiStore } from "./UiContext.tsx";
import { useOpenNotebook } from "./useOpenNotebook.ts";

/** The one bar over the notebook. */
export function Toolbar() {
  const commands = useCommands();
  const ui = useUiStore();
  const panelOpen = useUi((state) => state.panelOpen);
  const openNotebook = useOpenNotebook();
  return (
    <header className={styles.toolbar}>
      <Button
        icon={<PanelLeft />}
        label={panelOpen ? "Hide data panel" : "Show data panel"}
        iconOnly
        tone="quiet"
        tipSide="below-start"
        data-part="panel-toggle"
        aria-expanded={panelOpen}
        onClick={() => {
          ui.setState({ panelOpen: !panelOpen });
          writePanelPreference(!panelOpen);
        }}
      />
      <NotebookTitle />
      <SaveStatus />
      <div className={styles.space} />
      <EngineStatus />
      <RunButtons />
      <ReportToggle />
      <div className={styles.rule} />
      <Button
        icon={<FilePlus2 />}
        label="Add data"
        iconOnly="narrow"
        tone="quiet"
        onClick={() => void commands.pickFiles()}
      />
      <AddMenuButton />
      <Button
        icon={<Library />}
        label="Notebooks"
        iconOnly
        tone="quiet"
        onClick={() => ui.setState({ dialog: "library" })}
      />
      <Button icon={<FolderOpen />} label="Open notebook" iconOnly tone="quiet" onClick={openNotebook} />
      <Button
        icon={<Save />}
        label="Save notebook"
        hint={keyLabel("$mod+s", isMac).join(isMac ? "" : "+")}
        iconOnly
        tone="quiet"
        onClick={() => void commands.saveFile()}
      />
      <Button
        icon={<Share2 />}
        label="Share"
        iconOnly="narrow"
        tone="quiet"
        tipSide="below-end"
        onClick={() => ui.setState({ dialog: "share" })}
      />
      <SideToggle />
    </header>
  );
}

function ReportToggle() {
  const commands = useCommands();
  const isShown = useApp((state) => state.view === "report");
  return (
    <Button
      icon={isShown ? <Code /> : <LayoutDashboard />}
      label={isShown ? "Show cells" : "Show report"}
      hint="Shift R"
      iconOnly
      tone="quiet"
      onClick={() => commands.show(isShown ? "cells" : "report")}
    />
  );
}

function SideToggle() {
  const ui = useUiStore();
  const isOpen = useUi((state) => state.side !== null);
  return (
    <Button
      icon={<PanelRight />}
      label={isOpen ? "Hide side panel" : "Show side panel"}
      iconOnly
      tone="quiet"
      tipSide="below-end"
      data-part="side-toggle"
      aria-expanded={isOpen}
      onClick={() => ui.setState({ side: isOpen ? null : "graph" })}
    />
  );
}

function RunButtons() {
  const commands = useCommands();
  const busy = useApp((state) => state.busy);
  const readOnly = useApp(isReadOnlyHere);
  const engineGone = useApp((state) => state.engine.status === "crashed" || state.engine.status === "failed");
  return (
    <div className={styles.run}>
      <Button
        icon={<Play />}
        label="Run all"
        iconOnly="narrow"
        tone={engineGone || readOnly ? "plain" : "primary"}
        aria-disabled={readOnly}
        onClick={() => void commands.run()}
      />
      <RunMenuButton />
      <Button
        icon={<Square />}
        label="Stop"
        hint="I I"
        iconOnly
        tone={busy ? "danger" : "quiet"}
        aria-disabled={!busy}
        onClick={() => void commands.stop()}
      />
      <Button
        icon={<RotateCcw />}
        label="Restart engine"
        data-part="restart"
        hint="0 0"
        iconOnly
        tone={engineGone ? "primary" : "quiet"}
        onClick={() => void commands.restartEngine()}
      />
    </div>
  );
}
