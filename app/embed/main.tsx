import { createRoot } from "react-dom/client";
import "../globals.css";
import { EmbedPage } from "../../components/embed/EmbedPage.tsx";

const place = document.getElementById("embed");
if (place) createRoot(place).render(<EmbedPage />);
