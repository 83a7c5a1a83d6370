import { ChoiceField } from "./ChoiceField.tsx";
import { DelimitedFields } from "./DelimitedFields.tsx";
import { HtmlFields } from "./HtmlFields.tsx";
import { LogFields } from "./LogFields.tsx";
import { MemberFields } from "./MemberFields.tsx";
import type { Reading } from "./reading.ts";
import { SourceFields } from "./SourceFields.tsx";
import { WorkbookFields } from "./WorkbookFields.tsx";

/** What can be said about reading a file of this kind, and nothing else. */
export function ReadForm({ reading }: { reading: Reading }) {
  const { how, preview } = reading;
  return (
    <>
      {preview?.members && <MemberFields reading={reading} members={preview.members} />}
      <SourceFields reading={reading} />
      <ChoiceField reading={reading} />
      <FormatFields key={how.format ?? "automatic"} reading={reading} />
    </>
  );
}

function FormatFields({ reading }: { reading: Reading }) {
  switch (reading.how.format ?? reading.preview?.format) {
    case "csv":
    case "tsv":
      return <DelimitedFields reading={reading} />;
    case "workbook":
      return <WorkbookFields reading={reading} />;
    case "html":
      return <HtmlFields reading={reading} />;
    case "log":
      return <LogFields reading={reading} />;
    default:
      return null;
  }
}
