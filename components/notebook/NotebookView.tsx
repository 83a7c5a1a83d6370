import { type RefObject, Suspense, useEffect, useRef, useState } from "react";
import { loadShownValue } from "../cell-kinds/loadShownValue.ts";
import { DataPanel } from "../data/DataPanel.tsx";
import { loadReceipt } from "../data/loadReceipt.ts";
import { useForeignBars } from "../foreign/useForeignBars.ts";
import { loadGrid } from "../grid/loadGrid.ts";
import { useApp } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import { Notices } from "../ui/Notices.tsx";
import { whenTouched } from "../ui/whenTouched.ts";
import { CellList } from "./CellList.tsx";
import { EngineBanner } from "./EngineBanner.tsx";
import styles from "./NotebookView.module.css";
import { readPanelPreference } from "./panelPreference.ts";
import { RunAnnouncer } from "./RunAnnouncer.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { UiProvider, useUi, useUiStore } from "./UiContext.tsx";
import { createUiStore, type UiState } from "./uiStore.ts";
import { useCellPointer } from "./useCellPointer.ts";
import { useDrawer } from "./useDrawer.ts";
import { useFocusKeeper } from "./useFocusKeeper.ts";
import { useIncoming } from "./useIncoming.ts";
import { useNotebookKeys } from "./useNotebookKeys.ts";

// Menus and dialogs are fetched at the first sign of a hand: they open at once and cost the first load nothing.
const loadMenu = () => import("../cell/CellMenu.tsx");
const loadHelp = () => import("./HelpDialog.tsx");
const loadPalette = () => import("./CommandPalette.tsx");
const loadShare = () => import("../share/ShareDialog.tsx");
const loadLibrary = () => import("../library/LibraryDialog.tsx");
const loadReading = () => import("../data/read/ReadDialog.tsx");
const loadFinding = () => import("../data/FindFilesDialog.tsx");
const loadFixing = () => import("../data/rejects/FixRejectsDialog.tsx");
const CellMenu = lazyPart(() => loadMenu().then((module) => ({ default: module.CellMenu })));
const HelpDialog = lazyPart(() => loadHelp().then((module) => ({ default: module.HelpDialog })));
const CommandPalette = lazyPart(() => loadPalette().then((module) => ({ default: module.CommandPalette })));
const ShareDialog = lazyPart(() => loadShare().then((module) => ({ default: module.ShareDialog })));
const TimeZoneDialog = lazyPart(() =>
  import("./TimeZoneDialog.tsx").then((module) => ({ default: module.TimeZoneDialog })),
);
const PackagesDialog = lazyPart(() =>
  import("../foreign/PackagesDialog.tsx").then((module) => ({ default: module.PackagesDialog })),
);
const LibraryDialog = lazyPart(() => loadLibrary().then((module) => ({ default: module.LibraryDialog })));
const PowersDialog = lazyPart(() =>
  import("../foreign/PowersDialog.tsx").then((module) => ({ default: module.PowersDialog })),
);
const FindFilesDialog = lazyPart(() => loadFinding().then((module) => ({ default: module.FindFilesDialog })));
const AddData = lazyPart(() =>
  import("../data/add/AddData.tsx").then((module) => ({ default: module.AddData })),
);
const ReadDialog = lazyPart(() => loadReading().then((module) => ({ default: module.ReadDialog })));
const ExportDialog = lazyPart(() =>
  import("../export/ExportDialog.tsx").then((module) => ({ default: module.ExportDialog })),
);
const FixRejectsDialog = lazyPart(() =>
  loadFixing().then((module) => ({ default: module.FixRejectsDialog })),
);
const RelinkBar = lazyPart(() =>
  import("../data/RelinkBar.tsx").then((module) => ({ default: module.RelinkBar })),
);
const ElsewhereBars = lazyPart(() =>
  import("../tabs/ElsewhereBars.tsx").then((module) => ({ default: module.ElsewhereBars })),
);

const SidePanel = lazyPart(() =>
  import("../side/SidePanel.tsx").then((module) => ({ default: module.SidePanel })),
);

const loadReport = () => import("../report/ReportView.tsx");
const ReportView = lazyPart(() => loadReport().then((module) => ({ default: module.ReportView })));

const FindBar = lazyPart(() => import("../find/FindBar.tsx").then((module) => ({ default: module.FindBar })));
const ScratchCell = lazyPart(() =>
  import("../scratch/ScratchCell.tsx").then((module) => ({ default: module.ScratchCell })),
);

/**
 * The whole page: one bar, the data at the left, the notebook in the middle, a panel at the right when asked for.
 * `dialog` is open at first.
 */
export function NotebookView({ dialog = null }: { dialog?: UiState["dialog"] }) {
  const [ui] = useState(() => createUiStore(readPanelPreference(), dialog));
  return (
    <UiProvider ui={ui}>
      <div className={styles.page}>
        <Toolbar />
        <EngineBanner />
        <Foreign />
        <OfferedFiles />
        <Elsewhere />
        <div className={styles.zones}>
          <PanelZone />
          <div className={styles.middle}>
            <FindZone />
            <CellsOrReport />
            <ScratchZone />
          </div>
          <SideZone />
        </div>
      </div>
      <OpenDialog />
      <WaysIn />
      <Notices />
      <RunAnnouncer />
    </UiProvider>
  );
}

function OfferedFiles() {
  const offering = useApp((state) => state.relink.offering);
  return offering ? (
    <Suspense>
      <RelinkBar />
    </Suspense>
  ) : null;
}

function Elsewhere() {
  const isWanted = useApp((state) => !state.writable || state.disk?.outside != null);
  return isWanted ? (
    <Suspense>
      <ElsewhereBars />
    </Suspense>
  ) : null;
}

function Foreign() {
  const Bars = useForeignBars();
  return Bars && <Bars />;
}

function PanelZone() {
  const open = useUi((state) => state.panelOpen);
  const ui = useUiStore();
  const zone = useRef<HTMLDivElement>(null);
  useDrawer(zone);
  return (
    <div ref={zone} className={styles.panelZone} data-open={open || undefined} inert={!open}>
      <DataPanel />
      <button
        type="button"
        className={styles.scrim}
        tabIndex={-1}
        aria-label="Close data panel"
        onClick={() => ui.setState({ panelOpen: false })}
      />
    </div>
  );
}

function SideZone() {
  const isOpen = useUi((state) => state.side !== null);
  return isOpen ? (
    <Suspense>
      <SidePanel />
    </Suspense>
  ) : null;
}

function FindZone() {
  const isOpen = useUi((state) => state.find !== null);
  return isOpen ? (
    <Suspense>
      <FindBar />
    </Suspense>
  ) : null;
}

function ScratchZone() {
  const isOpen = useUi((state) => state.scratch);
  return isOpen ? (
    <Suspense>
      <ScratchCell />
    </Suspense>
  ) : null;
}

function CellsOrReport() {
  const isReport = useApp((state) => state.view === "report");
  return isReport ? (
    <Suspense>
      <ReportView />
    </Suspense>
  ) : (
    <Notebook />
  );
}

function Notebook() {
  const notebook = useRef<HTMLElement>(null);
  const title = useApp((state) => state.document.title);
  const opened = useApp((state) => state.opened);
  const busy = useApp((state) => state.busy);
  useEffect(() => {
    if (busy) void loadGrid();
  }, [busy]);
  useNotebookKeys(notebook);
  useCellPointer(notebook);
  useFocusKeeper(notebook);
  return (
    <main ref={notebook} className={styles.notebook} tabIndex={-1} aria-label={title}>
      <CellList key={opened} />
      <OpenMenu container={notebook} />
    </main>
  );
}

function OpenMenu({ container }: { container: RefObject<HTMLElement | null> }) {
  const menu = useUi((state) => state.menu);
  const ui = useUiStore();
  if (!menu) return null;
  return (
    <Suspense>
      <CellMenu menu={menu} container={container} onClose={() => ui.setState({ menu: null })} />
    </Suspense>
  );
}

function WaysIn() {
  const isWanted = useUi(({ adding, incoming }) => adding !== null || incoming !== null);
  useIncoming();
  return isWanted ? (
    <Suspense>
      <AddData />
    </Suspense>
  ) : null;
}

function OpenDialog() {
  const dialog = useUi((state) => state.dialog);
  const reading = useUi((state) => state.reading);
  const fixing = useUi((state) => state.fixing);
  const exporting = useUi((state) => state.exporting);
  const finding = useApp((state) => state.relink.finding);
  const ui = useUiStore();
  const close = () => ui.setState({ dialog: null });
  useEffect(() => {
    // A dialog that is still on its way does not hear Escape itself.
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") ui.setState({ dialog: null, reading: null });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [ui]);
  useEffect(
    () =>
      whenTouched(() => {
        ui.setState(({ adding }) => ({ adding: adding ?? { show: "nothing" } }));
        void Promise.all([
          loadMenu(),
          loadPalette(),
          loadHelp(),
          loadShare(),
          loadLibrary(),
          loadFinding(),
          loadReading(),
          loadReceipt(),
          loadShownValue(),
        ]);
      }),
    [ui],
  );
  return (
    <Suspense>
      {(dialog === "help" || dialog === "keys") && <HelpDialog onClose={close} />}
      {dialog === "palette" && <CommandPalette onClose={close} />}
      {dialog === "share" && <ShareDialog onClose={close} />}
      {dialog === "library" && <LibraryDialog onClose={close} />}
      {dialog === "powers" && <PowersDialog onClose={close} />}
      {dialog === "timezone" && <TimeZoneDialog onClose={close} />}
      {dialog === "packages" && <PackagesDialog onClose={close} />}
      {reading !== null && <ReadDialog relation={reading} onClose={() => ui.setState({ reading: null })} />}
      {exporting !== null && (
        <ExportDialog relation={exporting} onClose={() => ui.setState({ exporting: null })} />
      )}
      {finding && <FindFilesDialog />}
      {fixing !== null && (
        <FixRejectsDialog relation={fixing} onClose={() => ui.setState({ fixing: null })} />
      )}
    </Suspense>
  );
}
