import { LinkOver } from "@/components/members/link-over";

export default LinkOver;
