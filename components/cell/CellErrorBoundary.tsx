import { Component, type ReactNode } from "react";
import { Button } from "../ui/Button.tsx";
import styles from "./CellErrorBoundary.module.css";

/** Keeps a fault in drawing one cell within that cell. */
export class CellErrorBoundary extends Component<{ children: ReactNode }, { message: string | null }> {
  override state: { message: string | null } = { message: null };

  static getDerivedStateFromError(error: unknown): { message: string } {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <div className={styles.fault} role="alert">
        <p>This cell could not be drawn: {this.state.message}</p>
        <Button label="Draw it again" onClick={() => this.setState({ message: null })} />
      </div>
    );
  }
}
