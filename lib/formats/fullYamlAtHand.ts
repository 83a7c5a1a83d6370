// Imported for what it does: whoever imports this reads any front matter without waiting.
import { giveFullYaml } from "./fullYaml.ts";
import { yamlMatter } from "./yamlMatter.ts";

giveFullYaml(yamlMatter);
